#!/bin/sh
# Installs what is missing, then hands over to the script named, run by the workspace's own Node.
set -eu
cd "$(dirname "$0")/.."

fail() {
  echo "pulse: $1" >&2
  exit 1
}

command -v node >/dev/null || fail "Node.js 20 or newer is needed: https://nodejs.org"
command -v npm >/dev/null || fail "npm is needed; it comes with Node.js: https://nodejs.org"
command -v git >/dev/null || fail "git is needed: https://git-scm.com"
major() { node -p 'process.versions.node.split(".")[0]'; }
[ "$(major)" -ge 20 ] || fail "Node.js 20 or newer is needed; this is $(node --version)"

# The lockfile names every package; a copy of the one last installed tells whether anything changed.
installed=node_modules/.installed-lock.yaml
if ! cmp -s pnpm-lock.yaml "$installed"; then
  echo "pulse: installing packages"
  export CI=true
  npx --yes pnpm@12.21.0 install --frozen-lockfile --reporter=append-only ||
    fail "packages could not be installed: see the lines above (network, disk space, rights)"
  cp pnpm-lock.yaml "$installed"
fi

export PATH="$PWD/node_modules/.bin:$PATH"
[ "$(major)" -ge 26 ] || fail "npm has no Node 26 for this platform: install it from https://nodejs.org"
exec node "$1"
