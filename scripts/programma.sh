#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Compiles the program in release, and says where it is. When its sources are those of a time before, the program of
# then is used: whoever changes contents does not wait for a compiler. For machines that build what is committed.
set -eu
cd "$(dirname "$0")/.."

sources='Cargo.toml Cargo.lock model generator functions'
kept=.cache/programma

# shellcheck disable=SC2086 # a list of paths
if git diff --quiet HEAD -- $sources 2>/dev/null; then
  key=$({ git ls-tree -r HEAD -- $sources; uname -sm; printf '%s\n' "${RUSTUP_TOOLCHAIN:-}"; } | git hash-object --stdin)
else
  key=
fi
program="$kept/$key/sportello"

# It must also start: the machine may have changed under it.
if [ -n "$key" ] && "$program" --version >/dev/null 2>&1; then
  echo "$program"
  exit 0
fi

if command -v rustup >/dev/null 2>&1; then
  rustup toolchain install "${RUSTUP_TOOLCHAIN:-stable}" --profile minimal --no-self-update >&2
fi
cargo build --release --locked --quiet --package sportello >&2
built="${CARGO_TARGET_DIR:-target}/release/sportello"
[ -n "$key" ] || {
  echo "$built"
  exit 0
}
rm -rf "$kept"
mkdir -p "$kept/$key"
cp "$built" "$program"
echo "$program"
