#!/usr/bin/env bash
# Installs, builds and tests the front ends in web/. Each step is skipped where nothing changed since it last succeeded.
#   tools/web.sh api [--check]   the typed client of gen/openapi, or whether it is current
#   tools/web.sh miniapp         the mini-program's browser build, where the Go program embeds it
#   tools/web.sh admin           the web admin, where the Go program embeds it
#   tools/web.sh test-admin      types, lint, units, build with its sizes, and people's ways through it in a browser
#   tools/web.sh test-miniapp    types, lint, units, both builds, the checks of the WeChat build, and a person's way in a browser
set -euo pipefail
cd "$(dirname "$0")/.."
stamps=web/.cache
mkdir -p "$stamps"

have_node() { command -v npm >/dev/null && command -v node >/dev/null; }

# install packages as the lock says, once for each lock.
install() { # folder
  local stamp
  stamp="$stamps/$(echo "$1" | tr / -)-lock"
  [ -d "$1/node_modules" ] && cmp -s "$1/package-lock.json" "$stamp" && return
  echo "installing packages of $1" >&2
  (cd "$1" && env -u NODE_ENV npm ci --silent --no-audit --no-fund)
  cp "$1/package-lock.json" "$stamp"
}

# changed says whether a file under some paths is newer than a stamp.
changed() { # stamp paths...
  [ ! -e "$1" ] || [ -n "$(find "${@:2}" -newer "$1" -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -print -quit)" ]
}

# alone does something while nobody else does in this clone: two builds at once would spoil each other's cache, and one installation
# keeps others out.
alone() { # function
  exec 9>"$stamps/build.lock"
  if command -v flock >/dev/null; then flock 9; fi
  "$@"
  exec 9>&-
}

sources=(web/api/src web/miniapp/src web/miniapp/config web/miniapp/package-lock.json web/miniapp/package.json web/miniapp/babel.config.js web/tools)

admin_sources=(web/api/src web/admin/src web/admin/public web/admin/index.html web/admin/vite.config.ts web/admin/package-lock.json web/tools)

build_h5() {
  install web/miniapp
  [ -e web/embedded/miniapp/app/index.html ] && ! changed "$stamps/h5" "${sources[@]}" && return
  echo "building the mini-program for browsers" >&2
  touch "$stamps/h5.begun"
  (cd web/miniapp && npm run --silent build:h5) >"$stamps/h5.log" 2>&1 || { tail -40 "$stamps/h5.log" >&2; exit 1; }
  node web/tools/embed.mjs web/miniapp/dist/h5 web/embedded/miniapp/app
  mv "$stamps/h5.begun" "$stamps/h5"
}

build_admin() {
  install web/admin
  [ -e web/embedded/admin/app/index.html ] && ! changed "$stamps/admin" "${admin_sources[@]}" && return
  echo "building the admin" >&2
  touch "$stamps/admin.begun"
  (cd web/admin && NODE_ENV=production npm run --silent build) >"$stamps/admin.log" 2>&1 || { tail -40 "$stamps/admin.log" >&2; exit 1; }
  node web/tools/embed.mjs web/admin/dist web/embedded/admin/app
  mv "$stamps/admin.begun" "$stamps/admin"
}

build_weapp() {
  echo "building the mini-program for WeChat" >&2
  (cd web/miniapp && npm run --silent build:weapp) >"$stamps/weapp.log" 2>&1 || { tail -40 "$stamps/weapp.log" >&2; exit 1; }
}

# browser installs what a person's way in a browser needs, from Debian's packages: of Chromium the one without windows, where Debian has it.
browser() {
  local need=() may="" shell=chromium-headless-shell
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then may=1; fi
  export DEBIAN_FRONTEND=noninteractive
  if [ -z "${CHROMIUM:-}" ] && [ ! -x "/usr/bin/$shell" ]; then
    if [ -n "$may" ]; then apt-get update -qq >/dev/null; fi
    if [ -n "$may" ] && apt-cache show "$shell" >/dev/null 2>&1; then need+=("$shell")
    elif [ ! -x /usr/bin/chromium ]; then need+=(chromium); fi
  fi
  fc-list 2>/dev/null | grep -qi 'Noto.*CJK' || need+=(fonts-noto-cjk)
  fc-list 2>/dev/null | grep -qi 'Noto Color Emoji' || need+=(fonts-noto-color-emoji)
  [ ${#need[@]} -eq 0 ] && return
  if [ -z "$may" ]; then
    echo "not installed: ${need[*]}" >&2
    exit 1
  fi
  apt-get update -qq >/dev/null && apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null
}

case "${1:-}" in
api)
  if ! have_node; then
    echo "node and npm are not here: the typed client of the API was not looked at" >&2
    exit 0
  fi
  install web/api
  (cd web/api && node tools/generate.mjs "${@:2}")
  ;;
admin)
  if ! have_node; then
    echo "node and npm are not here: the program will do without the admin" >&2
    exit 0
  fi
  alone build_admin
  ;;
test-admin)
  have_node || { echo "node 20 and npm are needed" >&2; exit 1; }
  alone browser
  install web/admin
  (cd web/admin && npm run --silent typecheck && npm run --silent lint && npm test --silent)
  alone build_admin
  (cd web/admin && npm run --silent sizes)
  make -s build
  (cd web/admin && npm run --silent e2e)
  ;;
miniapp)
  if ! have_node; then
    echo "node and npm are not here: the program will do without the mini-program" >&2
    exit 0
  fi
  alone build_h5
  ;;
test-miniapp)
  have_node || { echo "node 20 and npm are needed" >&2; exit 1; }
  alone browser
  install web/miniapp
  (cd web/miniapp && npm run --silent typecheck && npm run --silent lint && npm test --silent)
  alone build_weapp
  (cd web/miniapp && npm run --silent check:weapp)
  alone build_h5
  make -s build
  (cd web/miniapp && npm run --silent e2e)
  ;;
*)
  echo "usage: tools/web.sh api [--check] | miniapp | test-miniapp | admin | test-admin" >&2
  exit 2
  ;;
esac
