#!/usr/bin/env bash
# Measures the platform on the engines that it has in production, beside what those can do by themselves, and prints the
# table. Arguments go on to the test: -seconds N for each figure, -only PART, -profile FOLDER.
set -euo pipefail
cd "$(dirname "$0")/.."
ENGINES_BENCH=1 tools/engines.sh
report=$(mktemp)
trap 'rm -f "$report"' EXIT
status=0
DAJIU_TEST_ENGINES=all go test ./tests/load -run '^TestEngines$' -count=1 -timeout 60m -report "$report" "$@" || status=$?
cat "$report"
exit $status
