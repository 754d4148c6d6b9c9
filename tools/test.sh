#!/usr/bin/env bash
# All tests. Packages of tests/ run one after another: each starts whole platforms. The front ends' tests wait for the rest, since a
# browser on a busy machine is not what people have.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/engines.sh
make -s miniapp admin build
# Nobody debugs these programs, and lint has vetted them: linking and vetting each cost as much as its tests.
lean=(-vet=off -ldflags='-s -w')
units=$(go list ./... | grep -v '/tests/')
# shellcheck disable=SC2086
go test "${lean[@]}" -timeout 20m -p 3 $units # some wait more than they work
go test "${lean[@]}" -timeout 30m -p 1 ./tests/...
tools/web.sh test-miniapp
tools/web.sh test-admin
