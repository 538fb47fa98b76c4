#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Makes ready what the browser tests need, and does nothing when all is there:
# node_modules as the lock file says, a Chromium, Java for the HTML checker.
set -eu
cd "$(dirname "$0")"

node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' 2>/dev/null || {
  echo "prepara.sh: serve Node 20 o più recente" >&2
  exit 1
}

# npm leaves a copy of the lock file inside node_modules; ours beside it says which one was installed.
if ! cmp -s package-lock.json node_modules/.installato; then
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-progress --loglevel=error
  cp package-lock.json node_modules/.installato
fi

# Words of a package list: the packages of what is missing.
missing() {
  node ambiente.mjs chromium >/dev/null 2>&1 || printf ' chromium fonts-liberation'
  java -version >/dev/null 2>&1 || printf ' default-jre-headless'
}

wanted=$(missing)
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "prepara.sh: installo$wanted" >&2
  apt-get update -qq || echo "prepara.sh: l'elenco dei pacchetti non si aggiorna, provo lo stesso" >&2
  # shellcheck disable=SC2086 # a list of package names
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $wanted >/dev/null || echo "prepara.sh: apt-get non riesce" >&2
fi
wanted=$(missing)
[ -z "$wanted" ] || {
  echo "prepara.sh: mancano ancora:$wanted" >&2
  echo "  installali con il gestore di pacchetti, oppure indica il browser con CHROMIUM=/percorso/di/chromium" >&2
  exit 1
}
