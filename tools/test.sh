#!/usr/bin/env bash
# All tests, in lanes beside each other: those of people's ways in a browser wait most of their time. The first that fails ends the
# others. What a lane of browsers printed comes when it ends.
#
# In the lane of programs the packages of tests/ run one after another: each starts whole platforms.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/engines.sh
make -s miniapp admin build

programs() {
  local units
  units=$(go list ./... | grep -v '/tests/')
  # Nobody debugs these programs, and lint has vetted them: linking and vetting each cost as much as its tests.
  local lean=(-vet=off -ldflags='-s -w')
  # shellcheck disable=SC2086
  go test "${lean[@]}" -timeout 20m $units && go test "${lean[@]}" -timeout 30m -p 1 ./tests/...
}

# browser runs the tests of a front end and prints what they said in one piece.
browser() { # target
  local status=0
  tools/web.sh "$1" >"$said/$1" 2>&1 || status=$?
  cat "$said/$1"
  return "$status"
}

said=$(mktemp -d)
set -m # a lane is a process group of its own, which can be ended whole
lanes=()
over() {
  for lane in "${lanes[@]}"; do kill -- "-$lane" 2>/dev/null || true; done
  rm -rf "$said"
}
trap over EXIT
trap 'exit 130' INT TERM
for lane in programs 'browser test-miniapp' 'browser test-admin'; do
  $lane &
  lanes+=($!)
done
for _ in "${lanes[@]}"; do wait -n; done
