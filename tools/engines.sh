#!/usr/bin/env bash
# Installs, from Debian's packages, the engines that the tests start for themselves. Where that cannot be, the tests
# say what they skipped. ENGINES_BENCH=1: also nginx, which `make bench-engines` compares with.
set -u
need=()
command -v mariadbd >/dev/null || [ -x /usr/sbin/mariadbd ] || need+=(mariadb-server)
[ -x /usr/sbin/rabbitmq-server ] || need+=(rabbitmq-server)
command -v java >/dev/null || need+=(default-jre-headless) # Kafka itself comes from Maven Central with its first test
command -v redis-server >/dev/null || need+=(redis-server)
command -v etcd >/dev/null || need+=(etcd-server)
command -v nats-server >/dev/null || [ -x /usr/sbin/nats-server ] || need+=(nats-server)
[ -z "${ENGINES_BENCH:-}" ] || command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || need+=(nginx-light)
[ ${#need[@]} -eq 0 ] && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "not installed: ${need[*]}; tests on them will be skipped" >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq >/dev/null && apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null ||
  echo "could not install ${need[*]}; tests on them will be skipped" >&2
# The packages just installed start system services that nobody here uses.
for s in "${need[@]}"; do service "$(sed "s/^mariadb-server$/mariadb/;s/^etcd-server$/etcd/;s/^nginx-light$/nginx/" <<<"$s")" stop >/dev/null 2>&1 || true; done
