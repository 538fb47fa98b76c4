// SPDX-License-Identifier: EUPL-1.2
// Every page that a function answers, one after the other, for whoever wants to look at each of them: the
// citizen's ways with their mistakes, the clerk's day and the office's reports.

import { AHEAD, ask, book, choose, letters, person, photo, press, rate, report, signIn, tell, tellHelp, write } from './sportello.mjs';

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

/** A sub-type with a place and a question, and its office; one without a place. */
export const LAMP = 'lampione-spento';
export const LAMP_OFFICE = 'illuminazione-pubblica';
export const PLACELESS = 'wifi-pubblico';

/** The way of a citizen who reports. */
export async function* reporter(page, counter) {
  const who = person('Zoë');
  await page.goto('/segnala/nuova/');
  yield 'segnala-tipi';
  await page.goto(`/segnala/nuova/?tipo=${LAMP}`);
  yield 'segnala-dove';
  await press(page, 'dove');
  yield 'segnala-dove-errori';
  await tell(page, { address: 'Via Broseta 12', district: 'santa-lucia' });
  await press(page, 'dove');
  yield 'segnala-cosa';
  await press(page, 'cosa');
  yield 'segnala-cosa-errori';
  await tell(page, { subject: 'Lampione spento da tre sere', text: 'Davanti al civico 12 è buio: di sera non si vede il gradino.', answer: 'Uno solo', files: [photo(640, 480)] });
  await press(page, 'cosa');
  yield 'segnala-contatto';
  await press(page, 'contatto');
  yield 'segnala-contatto-errori';
  await tell(page, { email: who.email, privacy: true });
  await press(page, 'contatto');
  yield 'segnala-controllo';
  // As if it had been begun just now.
  const begun = /name="iniziato" value="([^"]+)"/.exec(await (await page.request.get(`/segnala/nuova/?tipo=${LAMP}`)).text())[1];
  await page.locator('[name="iniziato"]').evaluate((field, value) => { field.value = value; }, begun);
  await press(page, 'invia');
  yield 'segnala-controllo-fretta';
  await page.waitForTimeout(3_000);
  await press(page, 'invia');
  await page.waitForURL(/\/_mia\//);
  yield 'segnala-mia-nuova';
  const code = await page.locator('.codice strong').innerText();
  await page.goto(`/segnala/${code}/`);
  yield 'segnala-una-attesa';
  await page.locator('#segui [name="email"]').fill('sbagliata');
  await page.locator('#segui button').click();
  yield 'segnala-una-errore';
  const follower = person().email;
  await page.locator('#segui [name="email"]').fill(follower);
  await page.locator('#segui button').click();
  yield 'segnala-una-chiesta';
  const [letter] = await letters(page, counter, follower, 1);
  await page.goto(new RegExp(`/segnala/${code}/segui/[a-z2-7]+/`).exec(letter.text)[0]);
  yield 'segnala-segui-chiede';
  await page.locator('main form button').click();
  yield 'segnala-segui-segue';
  await page.goto('/segnala/elenco/');
  yield 'segnala-elenco';
}

/** What an office sees of reports; `key` is one of `LAMP_OFFICE`. */
export async function* keeper(page, key) {
  const mine = await report(page, { address: 'Via Broseta 14', files: [photo(640, 480), photo(480, 640)] });
  const code = await page.locator('.codice strong').innerText();
  // A click on a button, and the page that comes of it.
  const click = (target, name) => Promise.all([target.waitForEvent('load'), target.getByRole('button', { name }).click()]);
  await signIn(page, key);
  await page.goto('/operatori/segnalazioni/');
  yield 'segnalazioni';
  await page.locator(`.scelte a[href*="${code}"]`).click();
  await page.waitForURL(`**/${code}/`);
  yield 'segnalazione';
  const address = page.url();
  await page.locator('#stato').selectOption('chiusa-senza-intervento');
  await click(page, 'Cambia lo stato');
  yield 'segnalazione-errore';
  await page.goto(address);
  const late = await page.context().newPage();
  await late.goto(address);
  await click(late, 'Mostra a tutti');
  await late.close();
  await page.locator('#nota-interna').fill('Chiamare il gestore');
  await click(page, 'Aggiungi la nota');
  yield 'segnalazione-cambiata';
  await page.locator('#stato').selectOption('presa-in-carico');
  await page.locator('#nota').fill('Passiamo domani con il cestello.');
  await click(page, 'Cambia lo stato');
  await click(page, 'Mostra la foto 1');
  yield 'segnalazione-mostrata';
  await page.goto(`/segnala/${code}/`);
  yield 'segnala-una';
  await page.goto(address);
  await page.locator('#stato').selectOption('risolta');
  await click(page, 'Cambia lo stato');
  await page.goto(mine);
  yield 'segnala-mia-chiusa';
  await page.goto('/operatori/segnalazioni/?stato=chiuse');
  yield 'segnalazioni-chiuse';
}

/** A service, the office that answers for it, and a page to rate. */
export const HELP_SERVICE = "Rinnovare o chiedere la carta d'identità elettronica";
export const HELP_OFFICE = 'carta-identita';
export const RATED = '/servizi/';

/** The way of a citizen who asks for help and rates a page. */
export async function* helped(page) {
  const who = person('Zoë');
  await page.goto('/assistenza/');
  await page.locator('form[action="/assistenza/invia/"]').evaluate((form) => { form.noValidate = true; });
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Continua' }).click()]);
  yield 'assistenza-errori';
  await tellHelp(page, { name: who.name, surname: 'Bianchi', email: who.email, service: HELP_SERVICE, text: 'Posso rinnovare la carta prima che scada?', privacy: true });
  await press(page, 'controlla');
  yield 'assistenza-controllo';
  await press(page, 'invia');
  yield 'assistenza-controllo-fretta';
  await page.waitForTimeout(3_100);
  await press(page, 'invia');
  yield 'assistenza-inviata';
  await page.goto(`/valutazione?pagina=${RATED}`);
  yield 'valutazione';
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Invia' }).click()]);
  yield 'valutazione-errore';
  await rate(page, RATED, 2, 'Non ho capito dove si comincia.');
  yield 'valutazione-inviata';
}

/** What an office sees of help requests and ratings; `key` is one of `HELP_OFFICE`. */
export async function* helper(page, key) {
  for (let i = 0; i < 5; i += 1) await rate(page, '/', 3, `Non trovo il menu, volta ${i} di ${Date.now()}.`);
  await ask(page, { text: 'Posso rinnovare la carta prima che scada? Parto a marzo e la mia scade a maggio: non vorrei restare senza.' });
  await signIn(page, key);
  await page.goto('/operatori/assistenza/');
  yield 'richieste';
  await page.locator('.scelte a').first().click();
  yield 'richiesta';
  await page.getByRole('button', { name: 'Passa' }).click();
  yield 'richiesta-errore';
  await page.getByRole('button', { name: 'Ho risposto' }).click();
  yield 'richiesta-risposta';
  await page.goto('/operatori/assistenza/?stato=risposte');
  yield 'richieste-risposte';
  await page.goto('/operatori/valutazioni/');
  yield 'valutazioni';
}
