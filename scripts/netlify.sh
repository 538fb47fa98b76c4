#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The build on Netlify (netlify.toml), which sets CONTEXT and DEPLOY_PRIME_URL. What is published in production knows
# SPORTELLO_FUNCTIONS_URL; a preview asks not to be listed and knows only SPORTELLO_PREVIEW_FUNCTIONS_URL: nobody
# who tries a preview books a true place. Further arguments go to `sportello build`.
set -eu
cd "$(dirname "$0")/.."

case ${CONTEXT:-} in
'')
  echo 'netlify.sh: questo comando lo esegue Netlify; qui usa «make build»' >&2
  exit 2
  ;;
production) functions=${SPORTELLO_FUNCTIONS_URL:-} ;;
*)
  functions=${SPORTELLO_PREVIEW_FUNCTIONS_URL:-}
  set -- --noindex --base-url "${DEPLOY_PRIME_URL:?Netlify non ha detto a quale indirizzo starà questa anteprima}" "$@"
  ;;
esac
if [ -n "$functions" ]; then
  set -- --functions-url "$functions" "$@"
elif [ "$CONTEXT" = production ]; then
  echo 'netlify.sh: SPORTELLO_FUNCTIONS_URL non è impostata: prenotazioni e segnalazioni non risponderanno' >&2
fi

export npm_config_cache="$PWD/.cache/npm" npm_config_prefer_offline=true
program=${SPORTELLO:-$(sh scripts/programma.sh)}
make tema
exec "$program" build "$@"
