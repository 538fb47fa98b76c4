#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Makes ready what these tests need, and does nothing when all is there: node_modules as the lock file says.
set -eu
cd "$(dirname "$0")"

node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' 2>/dev/null || {
  echo "prepara.sh: serve Node 20 o più recente" >&2
  exit 1
}

# npm leaves a copy of the lock file inside node_modules; ours beside it says which one was installed.
if ! cmp -s package-lock.json node_modules/.installato; then
  npm ci --no-progress --loglevel=error
  cp package-lock.json node_modules/.installato
fi
