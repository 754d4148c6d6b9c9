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
# Browsers wait more than they work: both applications are walked through at once, in one program built before.
tools/web.sh miniapp
tools/web.sh admin
make -s build
tools/web.sh test-admin >web/.cache/test-admin.log 2>&1 &
admin=$!
miniapp=0
tools/web.sh test-miniapp || miniapp=$?
wait "$admin" && said=0 || said=$?
cat web/.cache/test-admin.log
[ "$miniapp" -eq 0 ] && [ "$said" -eq 0 ]
