#!/usr/bin/env bash
# Starts a fresh server with the demo city on ports and a folder of its own, measures it through REST, and stops it.
# Arguments go on to `dajiu bench`. The limits per address are raised: the load comes from one.
#   BENCH_SKUS=N   a catalogue of so many SKUs
#   BENCH_PAST=N   a past of so many orders, whose customers are the ones who buy
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x bin/dajiu ] || make -s build
data=$(mktemp -d)
server=
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$data"' EXIT
bin/dajiu seed --data "$data" ${BENCH_SKUS:+--skus "$BENCH_SKUS"} ${BENCH_PAST:+--past-orders "$BENCH_PAST"}
bin/dajiu serve --data "$data" --listen 127.0.0.1:18080 --set http.private=127.0.0.1:19090 --set sim.listen=127.0.0.1:18081 \
  --set obs.log_level=error --set user.operator_password=dajiu-demo-2026 \
  --set gateway.limits.anonymous.login.per_second=5000 --set gateway.limits.anonymous.login.burst=5000 \
  --set gateway.limits.anonymous.browse.per_second=5000 --set gateway.limits.anonymous.browse.burst=5000 &
server=$!
until curl -fs -o /dev/null http://127.0.0.1:19090/readyz; do
  kill -0 "$server" || { echo "the server did not start" >&2; exit 1; }
  sleep 0.05
done
bin/dajiu bench --url http://127.0.0.1:18080 --sim http://127.0.0.1:18081 --private http://127.0.0.1:19090 \
  ${BENCH_PAST:+--known past-} "$@"
