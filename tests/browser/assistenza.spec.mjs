// SPDX-License-Identifier: EUPL-1.2
// A citizen asks for help and rates a page, on a telephone, with and without JavaScript, axe at every step; the
// office is told, answers, gives away, and sees which pages are the worst.

import { expect } from '@playwright/test';
import { violations } from './axe.mjs';
import { HELP_OFFICE, HELP_SERVICE, RATED } from './passi.mjs';
import { ask, letters, person, press, rate, signIn, test, tellHelp } from './sportello.mjs';

/** What axe finds on what a page has now. Where scripts are off its timers stand still: it looks at the same page
 *  in a window where they are on. */
async function seen(page, browser, javaScriptEnabled, name) {
  if (javaScriptEnabled) return violations(page, name);
  const context = await browser.newContext({ viewport: page.viewportSize(), javaScriptEnabled: true });
  const lens = await context.newPage();
  const body = await page.content();
  await lens.route(page.url(), (route) => route.fulfill({ contentType: 'text/html', body }), { times: 1 });
  await lens.goto(page.url());
  const found = await violations(lens, name);
  await context.close();
  return found;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 360, height: 740 } });

    test('help: from the static page to the code, each page without a fault of axe', async ({ page, browser, counter }) => {
      const who = person('Zoë "Mimì"');
      const faults = [];
      const look = async (name) => faults.push(...(await seen(page, browser, javaScriptEnabled, name)));
      await page.goto('/assistenza/');
      await look('assistenza');
      await tellHelp(page, { name: who.name, surname: "D'Angelo", email: who.email, service: HELP_SERVICE, text: 'Posso?\n<b>Quando</b>', privacy: true });
      // What a browser would hold back comes to the function as well: here it is left out by hand.
      await page.locator('form[action="/assistenza/invia/"]').evaluate((form) => { form.noValidate = true; });
      await page.locator('#cognome').fill('');
      await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Continua' }).click()]);
      await expect(page).toHaveTitle(/^Errore: Richiedi assistenza/);
      await expect(page.locator('.errori li')).toHaveText(['Scrivi il cognome']);
      if (javaScriptEnabled) await expect(page.locator('.errori')).toBeFocused();
      await expect(page.locator('[name="testo"]')).toHaveValue('Posso?\n<b>Quando</b>');
      await expect(page.locator('#servizio option:checked')).toHaveText(HELP_SERVICE);
      await expect(page.locator('#privacy')).toBeChecked();
      await look('errori');
      await page.locator('.errori a').click();
      await page.locator('#cognome').fill("D'Angelo");
      await press(page, 'controlla');
      await expect(page.locator('h1')).toHaveText('Controlla la richiesta');
      for (const text of ['Zoë "Mimì" D\'Angelo', who.email, '<b>Quando</b>']) await expect(page.locator('.riepilogo')).toContainText(text);
      await look('controllo');
      await press(page, 'correggi');
      await expect(page.locator('#cognome')).toHaveValue("D'Angelo");
      await press(page, 'controlla');
      await press(page, 'invia');
      await expect(page.locator('.errori')).toContainText('molto in fretta');
      await look('in fretta');
      await page.waitForTimeout(3_100);
      await page.locator('button[value="invia"]').dblclick();
      await expect(page.locator('h1')).toHaveText('Richiesta inviata');
      await look('inviata');
      const code = await page.locator('.codice strong').innerText();
      expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
      await page.reload();
      await expect(page.locator('.codice strong')).toHaveText(code);
      const sent = await letters(page, counter, who.email, 1);
      expect(sent).toHaveLength(1);
      expect(sent[0].text).toContain(code);
      // Nobody has proven that the address is theirs: it gets no words of somebody else's in the town's name.
      expect(sent[0].text).not.toContain('Quando');
      expect(faults).toEqual([]);
    });

    test('help: the office answers, then gives it away', async ({ page, browser, counter }) => {
      const code = await ask(page, { surname: 'Ufficio', text: 'Mi serve una copia.' });
      const context = await browser.newContext({ baseURL: counter.url, javaScriptEnabled, viewport: { width: 360, height: 740 } });
      const office = await context.newPage();
      const faults = [];
      const look = async (name) => faults.push(...(await seen(office, browser, javaScriptEnabled, name)));
      await signIn(office, await counter.key(HELP_OFFICE));
      await office.getByRole('link', { name: 'Richieste di aiuto' }).click();
      await look('richieste');
      await office.locator('.scelte a', { hasText: code }).click();
      await expect(office.locator('main')).toContainText('Mi serve una copia.');
      await look('richiesta');
      await office.getByRole('button', { name: 'Ho risposto' }).click();
      await expect(office.locator('.riepilogo')).toContainText('Ha avuto risposta');
      await look('risposta');
      await office.getByRole('button', { name: 'Aspetta ancora una risposta' }).click();
      await office.getByRole('button', { name: 'Passa' }).click();
      await expect(office).toHaveTitle(/^Errore: /);
      await look('passa, errore');
      await office.locator('#ufficio').selectOption('urp');
      await office.getByRole('button', { name: 'Passa' }).click();
      await expect(office.locator('main')).not.toContainText(code);
      await context.close();
      expect(faults).toEqual([]);
    });

    test('a rating: from the widget to thanks, and back', async ({ page, browser }) => {
      const faults = [];
      const look = async (name) => faults.push(...(await seen(page, browser, javaScriptEnabled, name)));
      await page.goto(RATED);
      await page.locator('input[name="voto"][value="2"]').check();
      await page.getByRole('radio', { name: 'Ho avuto problemi tecnici', exact: true }).check();
      await page.locator('[data-element="feedback-input-text"]').fill('Non si apre il modulo <b>');
      await Promise.all([page.waitForEvent('load'), page.locator('.valutazione button').click()]);
      await expect(page.locator('h1')).toHaveText('Grazie, il tuo parere ci aiuta');
      await look('grazie');
      await page.reload();
      await page.getByRole('link', { name: 'Torna alla pagina' }).click();
      await expect(page).toHaveURL(new RegExp(`${RATED}$`));
      // Without a vote: what a browser would hold back.
      await page.locator('.valutazione').evaluate((form) => { form.noValidate = true; form.querySelector('[name="testo"]').value = 'Resta "qui"'; });
      await Promise.all([page.waitForEvent('load'), page.locator('.valutazione').evaluate((form) => form.submit())]);
      await expect(page.locator('.errori li')).toHaveText(['Scegli un voto da 1 a 5']);
      await expect(page.locator('[name="testo"]')).toHaveValue('Resta "qui"');
      await look('errore');
      await page.locator('input[name="voto"][value="5"]').check();
      await expect(page.getByText('Quali sono stati gli aspetti che hai preferito?')).toBeVisible();
      await expect(page.getByText('Dove hai incontrato le maggiori difficoltà?')).toBeHidden();
      await look('voto');
      await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Invia' }).click()]);
      await expect(page.locator('h1')).toHaveText('Grazie, il tuo parere ci aiuta');
      expect(faults).toEqual([]);
    });
  });
}

test('the worst pages first, and a table that opens elsewhere', async ({ page, counter }) => {
  for (const vote of [1, 1, 2, 1, 1]) await rate(page, '/luoghi/', vote, `Voto ${Math.random()}`);
  await signIn(page, await counter.key(HELP_OFFICE));
  await page.getByRole('link', { name: 'Voti alle pagine' }).click();
  await expect(page.locator('.voto-pagina').first()).toContainText('1,2 su 5');
  await expect(page.locator('main')).toContainText('almeno 5 voti');
  expect(await violations(page, 'valutazioni')).toEqual([]);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /Scarica i voti/ }).click()]);
  expect(file.suggestedFilename()).toMatch(/^valutazioni-\d{4}-\d\d\.csv$/);
});
