#!/usr/bin/env bash
# Installs the pinned generators and linters into .bin of this checkout (or $DAJIU_TOOLS).
# Each tool is installed by its own module graph, so that none of them can raise a dependency of ours.
#   tools/install.sh gen     what `make gen` needs
#   tools/install.sh lint    what `make lint` needs
#   tools/install.sh audit   what `make audit` needs
set -euo pipefail
cd "$(dirname "$0")/.."
bin="${DAJIU_TOOLS:-$PWD/.bin}"
mkdir -p "$bin"

# A tool is named with its version, so that a raised pin is installed and an unchanged one costs nothing.
want() { # name module@version
  local stamp="$bin/.$1-${2##*@}"
  [ -e "$stamp" ] && [ -x "$bin/$1" ] && return
  echo "installing $2" >&2
  GOBIN="$bin" CGO_ENABLED=0 GOFLAGS=-trimpath go install -ldflags='-s -w' "$2"
  rm -f "$bin/.$1-"*
  touch "$stamp"
}

case "${1:-gen}" in
gen)
  want buf github.com/bufbuild/buf/cmd/buf@v1.75.0
  want protoc-gen-go google.golang.org/protobuf/cmd/protoc-gen-go@v1.36.12
  want protoc-gen-go-grpc google.golang.org/grpc/cmd/protoc-gen-go-grpc@v1.6.2
  want protoc-gen-grpc-gateway github.com/grpc-ecosystem/grpc-gateway/v2/protoc-gen-grpc-gateway@v2.33.0
  want protoc-gen-openapiv2 github.com/grpc-ecosystem/grpc-gateway/v2/protoc-gen-openapiv2@v2.33.0
  ;;
lint)
  want golangci-lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
  ;;
audit)
  want gitleaks github.com/zricethezav/gitleaks/v8@v8.30.1
  want govulncheck golang.org/x/vuln/cmd/govulncheck@v1.9.0
  want indexdb golang.org/x/vulndb/cmd/indexdb@v0.0.0-20261105234957-e22db6528018
  ;;
*)
  echo "usage: tools/install.sh gen|lint|audit" >&2
  exit 2
  ;;
esac
