#!/usr/bin/env bash
# Generates gen/ from proto/. With --check it generates aside and fails where the two differ.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/install.sh gen
export PATH="$PWD/.bin:$PATH"
buf lint
if [ "${1:-}" != --check ]; then
  buf generate
  tools/web.sh api
  exit
fi
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
buf generate -o "$fresh"
if ! diff -r -x openapi.go gen "$fresh/gen"; then
  echo "gen/ is not what proto/ says: run make gen and commit it" >&2
  exit 1
fi
tools/web.sh api --check
