// SPDX-License-Identifier: EUPL-1.2
// A citizen books, in the real program and on a telephone, with and without JavaScript: from a service's sheet to
// the message, with mistakes, second clicks, going back, moving and giving back.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { root } from './ambiente.mjs';
import { book, choose, freeOf, letters, person, press, test, write } from './sportello.mjs';

const SERVICE = 'cie-primo-rilascio-rinnovo';
/** Many places; asks everything but a reason; one booking a person. */
const STRICT = 'cie-palazzo-uffici';
/** A reason is asked. */
const REASON = 'archivio-edilizio-visure';
/** Nothing more than name and e-mail; 6 places. */
const EASY = 'piattaforma-ecologica-accesso';
const NAMED = 'coworking-lazzaretto';

/** What editors say is booked for a service. */
function inCharge(service) {
  const folder = join(root, 'content/prenotazioni');
  const files = readdirSync(folder).map((name) => [name.replace('.yaml', ''), readFileSync(join(folder, name), 'utf8')]);
  return files.filter(([, text]) => new RegExp(`^servizi:.*\\b${service}\\b(?!-)`, 'm').test(text)).map(([id]) => id);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 360, height: 740 } });

    test('from the sheet of a service: only the offices in charge, and why one comes is known', async ({ page }) => {
      await page.goto(`/servizi/${SERVICE}/`);
      const title = (await page.locator('h1').innerText()).trim();
      const links = page.locator('[data-element="service-booking-access"]');
      const offered = await links.evaluateAll((list) => list.map((link) => link.getAttribute('href')));
      const ids = inCharge(SERVICE);
      expect(ids.length).toBeGreaterThan(3);
      expect(offered.sort()).toEqual(ids.map((id) => `/prenota/${id}/giorni/?servizio=${SERVICE}`).sort());
      await page.locator(`[href*="${STRICT}/"][data-element="service-booking-access"]`).click();
      await expect(page.locator('main')).toContainText(`Per: ${title}`);
      await page.locator('.scelte a').first().click();
      await page.locator('.scelte button').first().click();
      await expect(page.locator('main')).toContainText(`Per: ${title}`);
      await expect(page.locator('main [name="motivo"]')).toHaveCount(0);
      await write(page, person());
      await press(page, 'controlla');
      await press(page, 'conferma');
      await expect(page.locator('h1')).toHaveText('Prenotazione confermata');
      await expect(page.locator('main')).toContainText(title);
    });

    test('mistakes are said, each at its place, and nothing typed is lost', async ({ page }) => {
      await choose(page, STRICT);
      const who = person('Zoë "Mimì" O’Neill 🦊 <b>');
      await write(page, { ...who, email: 'zoe@posta', phone: '', code: 'RSSMRA85T10A562T' });
      // As most people do: Enter in a field goes on, and does not ask for more time.
      await page.locator('[name="nome"]').press('Enter');
      await expect(page).toHaveTitle(/^Errore: I tuoi dati - /);
      const list = page.locator('.errori');
      await expect(list.locator('li')).toHaveText([/indirizzo e-mail completo/, /numero di telefono/, /codice fiscale non torna/i]);
      if (javaScriptEnabled) await expect(list).toBeFocused();
      for (const [name, value] of [['nome', who.name], ['email', 'zoe@posta'], ['telefono', ''], ['codice_fiscale', 'RSSMRA85T10A562T'], ['documenti', '1']]) await expect(page.locator(`[name="${name}"]`)).toHaveValue(value);
      const email = page.locator('#email');
      await expect(email).toHaveAttribute('aria-invalid', 'true');
      await expect(email).toHaveAccessibleDescription(/Ti mandiamo qui la conferma.*Errore: Scrivi un indirizzo e-mail completo/);
      await expect(page.locator('#nome')).not.toHaveAttribute('aria-invalid');
      await list.locator('a', { hasText: 'e-mail' }).click();
      await expect(email).toBeFocused();
      await write(page, who);
      await press(page, 'controlla');
      await expect(page.locator('h1')).toHaveText('Controlla i dati');
      for (const text of [who.name, who.email, who.code]) await expect(page.locator('.riepilogo')).toContainText(text);
      await press(page, 'correggi');
      await expect(page.locator('[name="nome"]')).toHaveValue(who.name);
      await expect(page.locator('.errori')).toHaveCount(0);
      await press(page, 'controlla');
      await press(page, 'conferma');
      await expect(page.locator('main')).toContainText(who.name);
    });

    test('a booking survives a reload, a bookmark and the way back', async ({ page, browser, counter }) => {
      const mine = await book(page, EASY);
      const code = await page.locator('.codice strong').innerText();
      expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
      await page.reload();
      await expect(page.locator('.codice strong')).toHaveText(code);
      // Without a script the browser stops at the check, which it would have to send again: one goes further back.
      await page.evaluate((steps) => history.go(steps), javaScriptEnabled ? -1 : -2);
      await page.waitForEvent('load');
      await expect(page).toHaveURL(mine);
      await expect(page.locator('.codice strong')).toHaveText(code);
      const other = await browser.newContext({ javaScriptEnabled, baseURL: counter.url });
      const marked = await other.newPage();
      await marked.goto(mine);
      await expect(marked.locator('.codice strong')).toHaveText(code);
      await other.close();
    });

    test('two clicks on a time, and two on the confirmation, are one booking', async ({ page }) => {
      await page.goto(`/prenota/${EASY}/giorni/`);
      await page.locator('.scelte a').nth(1).click();
      const times = page.url();
      const before = await freeOf(page, times);
      await page.locator('.scelta').first().dblclick();
      // The second click may cut the first reply off: what counts is where one is in the end.
      await expect(page).toHaveURL(/\/[a-z2-7]{26}\//);
      const details = page.url();
      expect(before - (await freeOf(page, times))).toBe(1);
      await page.goto(details);
      await write(page, person());
      await press(page, 'controlla');
      await page.locator('button[value="conferma"]').dblclick();
      await expect(page).toHaveURL(/\/_mia\//);
      await expect(page.locator('h1')).toHaveText('Prenotazione confermata');
      const mine = page.url();
      // The address of the details is now the booking's.
      await page.goto(details);
      expect(page.url()).toBe(mine);
      expect(before - (await freeOf(page, times))).toBe(1);
    });

    test('the time is said and made longer once; leaving gives the place back', async ({ page }) => {
      await page.goto(`/prenota/${REASON}/giorni/?servizio=nessuno`);
      await page.locator('.scelte a').nth(2).click();
      const times = page.url();
      const before = await freeOf(page, times);
      await page.locator('.scelta').first().click();
      const held = page.url();
      await expect(page.locator('.tempo')).toContainText(javaScriptEnabled ? /(10 min 00 s|9 min 5\d s)/ : '10 minuti');
      await page.locator('[name="nome"]').fill('Maria');
      await press(page, 'tempo');
      await expect(page.locator('[name="nome"]')).toHaveValue('Maria');
      await expect(page.locator('.errori')).toHaveCount(0);
      await expect(page.locator('button[value="tempo"]')).toHaveCount(0);
      expect(await freeOf(page, times)).toBe(before - 1);
      await page.goto(held);
      await page.locator('main form[action*="/lascia/"] button').click();
      await expect(page.locator('h1')).toHaveText('Scegli il giorno');
      expect(await freeOf(page, times)).toBe(before);
    });

    test('a place with a name', async ({ page }) => {
      await page.goto(`/prenota/${NAMED}/giorni/`);
      await page.locator('.scelte a').first().click();
      const wanted = javaScriptEnabled ? 'Postazione 3' : 'Postazione 4';
      await page.getByLabel(/^dalle 09:00/).or(page.getByLabel(/^dalle 14:00/)).first().selectOption({ label: wanted });
      await page.locator('.scelte button').first().click();
      await expect(page.locator('.cosa')).toContainText(wanted);
      await write(page, person());
      await press(page, 'controlla');
      await press(page, 'conferma');
      await expect(page.locator('.riepilogo')).toContainText(wanted);
    });

    test('moved, then given back; the messages carry the private link and the calendar', async ({ page, counter }) => {
      const who = person('Ada “la Bionda” Conti');
      const mine = await book(page, STRICT, { who, skip: 2, day: 3 });
      const when = page.locator('.riepilogo dd').first();
      const before = await when.innerText();
      await expect(page.locator('main')).toContainText('Si è liberato un posto prima');
      await page.getByRole('link', { name: 'Sposta', exact: true }).click();
      await page.locator('.scelte a').nth(4).click();
      await page.locator('.scelta').nth(1).click();
      await expect(page.locator('h1')).toHaveText('Prenotazione confermata');
      expect(new URL(page.url()).pathname).toBe(mine);
      const after = await when.innerText();
      expect(after).not.toBe(before);
      const file = await page.request.get(`${mine}appuntamento.ics`);
      expect(file.headers()['content-type']).toBe('text/calendar; charset=utf-8');
      expect(await file.text()).toContain('SEQUENCE:1');
      await page.getByRole('link', { name: 'Disdici', exact: true }).click();
      await page.getByRole('link', { name: 'No, tengo' }).click();
      await page.getByRole('link', { name: 'Disdici', exact: true }).click();
      await page.getByRole('button', { name: 'Sì, disdici' }).click();
      await expect(page.locator('h1')).toHaveText('Prenotazione annullata');
      await expect(page.getByRole('link', { name: 'Prenota di nuovo' })).toBeVisible();
      const sent = await letters(page, counter, who.email, 3);
      const found = (subject) => sent.find((letter) => letter.subject.startsWith(subject));
      expect(found('Prenotazione confermata').text).toContain(`Ciao ${who.name},`);
      expect(found('Prenotazione confermata').text).toContain(mine);
      expect(found('Prenotazione confermata').text).toMatch(/BEGIN:VCALENDAR[^]*SEQUENCE:0[^]*END:VCALENDAR/);
      expect(found('Prenotazione spostata').text).toContain(after);
      expect(found('Prenotazione disdetta').text).toMatch(/STATUS:CANCELLED/);
    });
  });
}
