// SPDX-License-Identifier: EUPL-1.2
// Where the tests run: which Chromium, with which flags, and which site.
// `node ambiente.mjs chromium` prints the path of the browser.

import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, '../..');

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name))),
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser: `CHROMIUM`, or the first one found. */
export function chromium() {
  const named = process.env.CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM=${named}: il file non esiste`);
  }
  const found = PLACES.find((path) => existsSync(path) && statSync(path).isFile());
  if (!found) throw new Error('nessun Chromium: installalo, oppure indicalo con CHROMIUM=/percorso/di/chromium');
  return found;
}

/** Flags of the browser: nothing but the page may talk to the network. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
];

/** The folder with the built site, when the tests serve it themselves. */
export function dist() {
  const folder = resolve(process.env.DIST ?? join(root, 'dist'));
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`${folder}: il sito non c'è; costruiscilo prima (sportello build), o indicalo con DIST=cartella o SITO=indirizzo`);
  }
  return folder;
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] === 'chromium') console.log(chromium());
