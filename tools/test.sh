#!/usr/bin/env bash
# All tests. Packages run one after another in pairs, since the machine may have two cores and the end-to-end tests
# start whole platforms.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/engines.sh
go build -trimpath -o bin/dajiu ./cmd/dajiu
go vet ./...
go test -timeout 20m $(go list ./... | grep -v '/tests/')
go test -timeout 30m -p 1 ./tests/...
tools/web.sh test-miniapp
tools/web.sh test-admin
