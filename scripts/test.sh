#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Everything that must hold: form, lints, documentation, tests, the real town. Stops at the first failure.
set -eu
cd "$(dirname "$0")/.."

begin=$(date +%s)
step() { printf '\n── %s (%d s)\n' "$1" "$(($(date +%s) - begin))"; }

step 'form'
cargo fmt --all --check
cargo fmt --manifest-path functions/dynamo/engine/Cargo.toml --check

step 'lints'
cargo clippy --quiet --workspace --all-targets -- -D warnings

step 'documentation'
# Private items are documented too, so a public page may point to one.
RUSTDOCFLAGS='-D warnings -A rustdoc::private_intra_doc_links' cargo doc --quiet --workspace --no-deps --document-private-items

step 'ffmpeg, for a short film'
sh scripts/ffmpeg.sh

step 'tests, bookings in DynamoDB on dynoxide'
cargo test --workspace

step 'bookings in DynamoDB on AWS’s own DynamoDB Local'
# The whole workspace, so that nothing is built a second time with other features.
sh scripts/dynamodb-local.sh cargo test --workspace --test dynamo

step 'no sheet repeats another'
python3 -m unittest discover --quiet --start-directory scripts --pattern '*_test.py'
python3 scripts/somiglianze.py

step 'what we depend on'
sh scripts/deny.sh

step 'the templates of AWS'
sh scripts/infra.sh

step 'the real town, from its files to dist/'
# The programs of the tests: the release writes the same bytes, and takes minutes to compile.
export SPORTELLO="$PWD/target/debug/sportello"
# The films of the twelve comics take minutes; a short one was made by the tests.
"$SPORTELLO" build --films never

step 'a crowd over HTTP, on DynamoDB Local'
sh scripts/dynamodb-local.sh target/debug/race crowd --store dynamodb --clients 60 --places 25 --operations 150

step 'the local server is killed while it works'
target/debug/race kill --rounds 5 --program "$SPORTELLO"

step 'search: citizens’ words on the index of the real town'
node --test --test-reporter=dot generator/tests/search/cerca.test.mjs

step 'the host: netlify.toml and the built rules by Netlify’s own parsers, beside the local server; pipelines for towns'
sh tests/netlify/prepara.sh
(cd tests/netlify && npm test --silent)

step 'the API, as its own document says'
sh scripts/schemathesis.sh

step 'the portal in a real Chromium'
sh tests/browser/prepara.sh
(cd tests/browser && npm test --silent)

step 'all good'
