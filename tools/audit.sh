#!/usr/bin/env bash
# Known vulnerabilities in what we build on, and secrets in what we wrote. (What our own code does unsafely, gosec says in tools/lint.sh.)
#   - govulncheck over all packages, against the Go vulnerability database, built from its own module: no other site is asked;
#   - npm audit of what the front ends ship, where the registry answers it;
#   - gitleaks over every commit.
# A finding fails. What could not be asked is said, and fails where AUDIT_STRICT=1. The database is pinned like every
# dependency, so that a commit that passed passes again; VULNDB=latest asks the newest, as a nightly run should.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/install.sh audit
bin="${DAJIU_TOOLS:-$PWD/.bin}"

unasked() {
  echo "audit: NOT ASKED: $*" >&2
  [ "${AUDIT_STRICT:-0}" != 1 ]
}

echo "audit: secrets"
"$bin/gitleaks" git --no-banner --redact --log-level error .

echo "audit: vulnerabilities in Go modules and the standard library"
found=$(mktemp -d)
trap 'rm -rf "$found"' EXIT
# The standard library is judged as what a release is built with, which go.mod names.
GOTOOLCHAIN=$(sed -n 's/^toolchain //p' go.mod)
export GOTOOLCHAIN
source=$(cd "$found" && go mod download -json "golang.org/x/vulndb@${VULNDB:-v0.0.0-20261105234957-e22db6528018}" 2>/dev/null | sed -n 's/.*"Dir": "\(.*\)".*/\1/p') || true
if [ -z "$source" ]; then
  unasked "the vulnerability database, or $GOTOOLCHAIN, could not be had"
else
  "$bin/indexdb" -vulns "$source/data/osv" -out "$found/db"
  "$bin/govulncheck" -db "file://$found/db" ./...
fi

echo "audit: vulnerabilities in npm packages"
for front in web/miniapp web/admin; do
  if said=$(cd "$front" && npm audit --omit=dev --audit-level=high 2>&1); then
    echo "$said" | tail -3
  elif grep -q 'audit endpoint returned an error' <<<"$said"; then
    unasked "the npm registry answers no audit of $front"
  else
    echo "$said" >&2
    exit 1
  fi
done
