#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The functions as they are deployed: target/package/PLACE/NAME.zip holds the program as `bootstrap` and
# dist-functions/. PLACE is arm64 (what infra/template.yaml deploys) or host, with plain cargo, to be tried here:
#     TARGET=host sh scripts/package.sh && FUNCTIONS_FOLDER=$PWD/target/package/host cargo test -p lambda --test ways
# The same sources, compiler and content give the same bytes. NIENTE=1 makes, beside them, the function that does nothing.
set -eu
cd "$(dirname "$0")/.."

place=${TARGET:-arm64}
lambda=1.9.2
zig=0.15.2
triple=aarch64-unknown-linux-gnu
# The C library of Amazon Linux 2023.
glibc=2.34
names='prenotazioni segnalazioni messaggi'

[ -f dist-functions/catalogue.json ] || { echo 'package.sh: dist-functions/ is not there: make build' >&2; exit 2; }

# Paths of this machine are not in the programs.
cargo_home=${CARGO_HOME:-$HOME/.cargo}
export RUSTFLAGS="--remap-path-prefix=$PWD=/sportello --remap-path-prefix=$cargo_home=/cargo"
export CFLAGS="-ffile-prefix-map=$PWD=/sportello -ffile-prefix-map=$cargo_home=/cargo"
export CARGO_INCREMENTAL=0

case $place in
  host)
    cargo build --locked --package lambda --bin prenotazioni --bin segnalazioni --bin messaggi --profile lambda
    # By itself: what only tests and examples use must not reach the functions.
    [ -z "${NIENTE:-}" ] || cargo build --locked --quiet --package lambda --example niente --profile lambda
    built=target/lambda
    ;;
  arm64)
    tools=.cache/lambda
    if [ "$(cat "$tools/ready" 2>/dev/null)" != "$lambda $zig" ]; then
      rm -rf "$tools"
      python3 -m venv "$tools" || { echo 'package.sh: python3 has no venv (on Debian: the package python3-venv)' >&2; exit 2; }
      "$tools/bin/pip" install --quiet --disable-pip-version-check "cargo-lambda==$lambda" "ziglang==$zig"
      echo "$lambda $zig" >"$tools/ready"
    fi
    rustup target add "$triple" 2>/dev/null || { echo "package.sh: the standard library for $triple is not there, and rustup cannot fetch it" >&2; exit 2; }
    PATH="$PWD/$tools/bin:$PATH" cargo-lambda lambda build --lambda-dir "target/lambda-$place" --locked --package lambda --bin prenotazioni --bin segnalazioni --bin messaggi --profile lambda --target "$triple.$glibc"
    built=target/$triple/lambda
    ;;
  *)
    echo "package.sh: TARGET is arm64 or host, not $place" >&2
    exit 2
    ;;
esac

for name in $names; do
  folder=target/package/$place/$name
  rm -rf "$folder"
  mkdir -p "$folder"
  # cargo-lambda makes a folder of each program.
  program=$built/$name
  [ -f "$program" ] || program=target/lambda-$place/$name/bootstrap
  cp "$program" "$folder/bootstrap"
  cp -R dist-functions "$folder/dist-functions"
  python3 scripts/zip_function.py "$folder" "$folder.zip"
done
