#!/usr/bin/env bash
# Formatting, vet and the project's rules (.golangci.yml).
set -euo pipefail
cd "$(dirname "$0")/.."
unformatted=$(gofmt -l $(git ls-files '*.go' | grep -v '^gen/'))
if [ -n "$unformatted" ]; then
  echo "not formatted:" "$unformatted" >&2
  exit 1
fi
tools/install.sh lint
.bin/golangci-lint run --timeout 20m ./...
