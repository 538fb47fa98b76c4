// SPDX-License-Identifier: EUPL-1.2
// Every page that a function answers, one after the other, for whoever wants to look at each of them: the
// citizen's way with its mistakes, and the clerk's day.

import { AHEAD, book, choose, person, press, signIn, write } from './sportello.mjs';

/** With names, with a limit of a person, with everything asked. */
const NAMED = 'coworking-lazzaretto';
const STRICT = 'cie-palazzo-uffici';
const SERVICE = 'cie-primo-rilascio-rinnovo';
/** Who has its days: the office of `DESK`. */
export const DESK = 'sportello-suap';
export const DESK_OFFICE = 'suap';

/** The citizen's way: gives the name of each page when it is open. */
export async function* citizen(page) {
  const who = person('Zoë "Mimì" Bianchi 🦊');
  await page.goto(`/prenota/${STRICT}/giorni/?servizio=${SERVICE}`);
  yield 'giorni';
  await page.goto(`/prenota/${NAMED}/giorni/`);
  await page.locator('.scelte a').first().click();
  yield 'orari-con-posti';
  await page.goto(`/prenota/${STRICT}/2020-01-07/`);
  yield 'orari-nessuno';
  await choose(page, STRICT, { service: SERVICE });
  yield 'dettagli';
  await write(page, { ...who, email: 'zoe', code: 'RSSMRA85T10A562T', phone: '' });
  await press(page, 'controlla');
  yield 'dettagli-errori';
  await write(page, who);
  await press(page, 'controlla');
  yield 'controllo';
  await press(page, 'conferma');
  await page.waitForURL(/\/_mia\//);
  const mine = page.url();
  yield 'prenotazione';
  await choose(page, STRICT, { skip: 1 });
  await write(page, { ...who, email: person().email });
  await press(page, 'controlla');
  await press(page, 'conferma');
  yield 'limite';
  await page.goto(`${mine}sposta/`);
  yield 'sposta-giorni';
  await page.locator('.scelte a').nth(1).click();
  yield 'sposta-orari';
  await page.goto(`${mine}disdici/`);
  yield 'disdici';
  await page.locator('main form button').click();
  await page.waitForURL(mine);
  yield 'disdetta';
  await page.goto('/prenota/_mia/aaaaaaaaaaaaaaaaaaaaaaaaaa/');
  yield 'sconosciuta';
  // Left in another window, and sent from this one.
  await choose(page, DESK);
  await write(page, person());
  await page.request.post(new URL('lascia/', page.url()).href);
  await press(page, 'controlla');
  yield 'persa';
}

/** The clerk's day; `key` is one of `DESK_OFFICE`. */
export async function* clerk(page, key) {
  await book(page, DESK, { who: person('Ada Conti') });
  await book(page, DESK, { who: person('=HYPERLINK("x") Ugo'), skip: 1 });
  await page.goto('/operatori/');
  yield 'entra';
  await page.locator('[name="chiave"]').fill('sbagliata');
  await page.locator('main button[type="submit"]').click();
  yield 'entra-errore';
  await signIn(page, key);
  yield 'giornata-oggi';
  await page.goto(await busy(page));
  await page.locator('button[value="si"]').first().click();
  yield 'giornata';
  await page.locator('main a[href*="chiudi/"]').first().click();
  yield 'chiudi';
  await page.locator('main form button').click();
  yield 'giornata-chiusa';
}

/** The day of the desk on which `book` puts who comes. */
async function busy(page) {
  await page.goto(`/prenota/${DESK}/giorni/`);
  const day = /\d{4}-\d\d-\d\d/.exec(await page.locator('.scelte a').nth(AHEAD).getAttribute('href'))[0];
  return `/operatori/giorno/${day}/`;
}
