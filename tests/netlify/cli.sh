#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# By hand, not part of `make test`: the site behind Netlify's own command line, which is 400 MB to install. It serves
# what the build wrote, and sends the rest, signed, to a server of this test. `SPORTELLO` is the program.
set -eu
cd "$(dirname "$0")/../.."

version=26.2.0
tools=.cache/netlify-cli

sh tests/netlify/prepara.sh
[ -f "$tools/node_modules/netlify-cli/package.json" ] && grep -q "\"version\": \"$version\"" "$tools/node_modules/netlify-cli/package.json" || {
  mkdir -p "$tools"
  npm install --prefix "$tools" --no-save --no-audit --no-fund --loglevel=error "netlify-cli@$version"
}
NETLIFY="$PWD/$tools/node_modules/.bin/netlify" exec node tests/netlify/cli.mjs
