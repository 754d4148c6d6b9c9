#!/usr/bin/env bash
# Generates gen/ from proto/ and deploy/vitess from what the services declare. With --check it generates aside and fails where the two differ.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/install.sh gen
export PATH="$PWD/.bin:$PATH"
buf lint
if [ "${1:-}" != --check ]; then
  buf generate
  tools/web.sh api
  go run ./cmd/dajiu migrate vitess >deploy/vitess/vschema.json
  go run ./cmd/dajiu migrate vitess --lookups >deploy/vitess/lookups.sql
  exit
fi
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
buf generate -o "$fresh"
if ! diff -r -x openapi.go gen "$fresh/gen"; then
  echo "gen/ is not what proto/ says: run make gen and commit it" >&2
  exit 1
fi
go run ./cmd/dajiu migrate vitess >"$fresh/vschema.json"
go run ./cmd/dajiu migrate vitess --lookups >"$fresh/lookups.sql"
for file in vschema.json lookups.sql; do
  if ! diff "deploy/vitess/$file" "$fresh/$file"; then
    echo "deploy/vitess/$file is not what the services declare: run make gen and commit it" >&2
    exit 1
  fi
done
tools/web.sh api --check
