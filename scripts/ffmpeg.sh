#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Makes ready the ffmpeg that films of comics need, and does nothing when it is there.
set -eu

there() { ffmpeg -hide_banner -encoders 2>/dev/null | grep -q libx264; }

there && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "ffmpeg.sh: installo ffmpeg" >&2
  apt-get update -qq || echo "ffmpeg.sh: l'elenco dei pacchetti non si aggiorna, provo lo stesso" >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends ffmpeg >/dev/null || echo "ffmpeg.sh: apt-get non riesce" >&2
fi
there || {
  echo "ffmpeg.sh: manca ffmpeg con libx264: installalo con il gestore di pacchetti" >&2
  exit 1
}
