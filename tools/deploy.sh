#!/usr/bin/env bash
# Makes the container image, and proves what deploys the platform, without a container engine or a cluster. What that needs of
# Helm, of Compose and of images are libraries of deploy/tool, a module of its own; what Kubernetes takes, its own module says.
#   tools/deploy.sh image    dist/dajiu.tar, which `docker load` or `ctr image import` takes
#   tools/deploy.sh check    image, Compose file and chart; the rendered manifests are in dist/manifests then
# VERSION is the image's tag, ARCHITECTURE what it is for: amd64 or arm64.
set -euo pipefail
cd "$(dirname "$0")/.."
export CGO_ENABLED=0 GOFLAGS=-trimpath
version="${VERSION:-dev}"
architecture="${ARCHITECTURE:-$(go env GOARCH)}"
# The oldest version of Kubernetes that the chart is for, and the newest.
kubernetes=(v1.31.14 v1.37.2)

# definitions prints the folder of a version's definitions, out of its module: no other site is asked.
definitions() { # version
  local from
  from=$(cd / && go mod download -json "k8s.io/kubernetes@$1" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  echo "$from/api/openapi-spec/v3"
}

image() {
  mkdir -p dist
  GOOS=linux GOARCH="$architecture" go build -ldflags='-s -w' -o dist/dajiu ./cmd/dajiu
  (cd deploy/tool && go build -o ../../dist/tool .)
  dist/tool image --binary dist/dajiu --architecture "$architecture" --version "$version" --out dist/dajiu.tar
  dist/tool inspect dist/dajiu.tar
}

check() {
  architecture=$(go env GOARCH)
  image
  dist/tool compose deploy/compose --binary dist/dajiu
  local schemas=() v
  for v in "${kubernetes[@]}"; do schemas+=(--schemas "$v=$(definitions "$v")"); done
  dist/tool chart --chart deploy/helm/dajiu --binary dist/dajiu --out dist/manifests "${schemas[@]}"
  (cd deploy/tool && go vet ./... && DAJIU_BINARY="$PWD/../../dist/dajiu" DAJIU_DEFINITIONS="$(definitions "${kubernetes[-1]}")" go test ./...)
}

case "${1:-}" in
image | check) "$1" ;;
*)
  echo "usage: tools/deploy.sh image|check" >&2
  exit 2
  ;;
esac
