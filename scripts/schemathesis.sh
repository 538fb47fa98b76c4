#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The API, and Open311, as their own documents say: Schemathesis asks the real program, on a fresh folder of data, what its
# OpenAPI document allows and what it does not. Fails at any reply that the document does not have, at any 5xx,
# and at nonsense that is taken. `SPORTELLO` is the program; `ESEMPI` how many examples an operation,
# `SEME` what they are drawn from.
set -eu
cd "$(dirname "$0")/.."

program=${SPORTELLO:-target/release/sportello}
version=4.32.5
tools=.cache/venv

command -v python3 >/dev/null || { echo 'schemathesis.sh: python3 is needed' >&2; exit 2; }

# Quick when it is there already.
[ -x "$tools/bin/schemathesis" ] && "$tools/bin/python" -c "from importlib.metadata import version; import sys; sys.exit(version('schemathesis') != '$version')" || {
  python3 -m venv "$tools" || { echo 'schemathesis.sh: python3 has no venv (on Debian: the package python3-venv)' >&2; exit 2; }
  "$tools/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$version"
}

data=$(mktemp -d)
"$program" serve --films never --port 0 --data "$data" --limite 1000000 >"$data/detto" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || :; wait "$server" 2>/dev/null || :; rm -rf "$data"' EXIT
trap 'exit 1' INT TERM

address=
for _ in $(seq 100); do
  address=$(sed -n 's/.*\(http:\/\/127\.0\.0\.1:[0-9]*\).*/\1/p' "$data/detto" | head -n 1)
  [ -z "$address" ] || break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
[ -n "$address" ] || {
  cat "$data/detto" >&2
  exit 1
}

# A report is opened again after an office has closed it.
key=$("$program" key new wifi-reti --data "$data" | sed -n 's/^chiave di .*: //p')
app=$("$program" key new --open311 Schemathesis --data "$data" | sed -n 's/^chiave di .*: //p')
[ -n "$key" ] && [ -n "$app" ] || { echo 'schemathesis.sh: no keys were made' >&2; exit 1; }

# It keeps notes of its own in the folder where it stands.
here=$PWD
for document in api/v1 open311/v2; do
  (cd .cache && OFFICE_KEY="$key" APP_KEY="$app" SCHEMATHESIS_HOOKS="$here/scripts/schemathesis_citizens.py" "$here/$tools/bin/schemathesis" \
    --config-file "$here/scripts/schemathesis.toml" run "$address/$document/openapi.json" --seed "${SEME:-20261122}" --max-examples "${ESEMPI:-100}")
done

# What the server itself found wrong it has logged, with a reference.
if grep -Eq '^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4} ' "$data/detto"; then
  cat "$data/detto" >&2
  exit 1
fi
