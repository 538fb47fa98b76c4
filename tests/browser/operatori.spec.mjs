// SPDX-License-Identifier: EUPL-1.2
// The clerk's day, without JavaScript: sign in, who comes, who came, the table, a slot that is shut and the citizen
// who is told.

import { expect } from '@playwright/test';
import { DESK, DESK_OFFICE } from './passi.mjs';
import { book, letters, person, signIn, test } from './sportello.mjs';

test.use({ javaScriptEnabled: false });

test('a clerk signs in, marks who came, takes the table, shuts a slot, and the citizen is told', async ({ page, browser, counter }) => {
  const context = await browser.newContext({ baseURL: counter.url, javaScriptEnabled: false });
  const citizen = await context.newPage();
  const [who, formula] = [person('Bruno "Bru" Riva 🐻'), person('=1+1')];
  const mine = await book(citizen, DESK, { who, day: 2 });
  const code = await citizen.locator('.codice strong').innerText();
  await book(citizen, DESK, { who: formula, day: 2 });
  const day = /\d{4}-\d\d-\d\d/.exec(await (async () => {
    await citizen.goto(`/prenota/${DESK}/giorni/`);
    return citizen.locator('.scelte a').nth(2).getAttribute('href');
  })())[0];
  const address = `/operatori/giorno/${day}/`;

  await page.goto(address);
  expect(new URL(page.url()).pathname).toBe('/operatori/');
  await page.locator('[name="chiave"]').fill('non-e-una-chiave');
  await page.locator('main button[type="submit"]').click();
  await expect(page).toHaveTitle(/^Errore: /);
  await expect(page.locator('.errori')).toContainText('Questa chiave non va bene');
  await signIn(page, await counter.key(DESK_OFFICE));
  const cookies = await page.context().cookies();
  expect(cookies).toEqual([expect.objectContaining({ name: '__Host-sportello', httpOnly: true, secure: true, sameSite: 'Strict', path: '/' })]);

  await page.goto(address);
  const visit = page.locator('.visite li', { hasText: code });
  for (const text of [who.name, who.email, who.phone, who.reason, 'Da segnare']) await expect(visit).toContainText(text);
  await visit.getByRole('button', { name: `Presente ${who.name}` }).click();
  await expect(visit.locator('.stato')).toHaveText('Presente');
  await visit.getByRole('button', { name: `Assente ${who.name}` }).click();
  await expect(visit.locator('.stato')).toHaveText('Assente');

  const table = await page.request.get(`${address}elenco.csv`);
  expect(table.headers()['content-type']).toBe('text/csv; charset=utf-8');
  const text = await table.text();
  expect(text).toContain(`"Bruno ""Bru"" Riva 🐻",${who.email}`);
  expect(text).toContain(`,'=1+1,`);
  expect(text).toMatch(/,assente\r\n/);

  await page.emulateMedia({ media: 'print' });
  await expect(visit).toContainText(who.name);
  await expect(page.locator('.visite button').first()).toBeHidden();
  await expect(page.locator('code')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  const turn = page.locator('.visite', { hasText: code }).locator('xpath=preceding-sibling::*[1]');
  await turn.getByRole('link', { name: /^Chiudi/ }).click();
  await expect(page.locator('h1')).toHaveText('Vuoi chiudere?');
  await expect(page.locator('main')).toContainText('2 persone hanno prenotato');
  await page.getByRole('link', { name: 'No, lascia aperto' }).click();
  await expect(visit).toBeVisible();
  await turn.getByRole('link', { name: /^Chiudi/ }).click();
  await page.getByRole('button', { name: 'Sì, chiudi' }).click();
  await expect(page.locator('.turno', { hasText: 'chiuso' })).toHaveCount(1);
  await expect(visit).toHaveCount(0);

  await citizen.goto(mine);
  await expect(citizen.locator('h1')).toHaveText('Prenotazione annullata');
  const told = (await letters(citizen, counter, who.email, 2)).find(({ subject }) => subject.startsWith("Appuntamento annullato dall'ufficio"));
  expect(told.text).toContain('Ci dispiace');
  expect(told.text).toContain(`/prenota/${DESK}/giorni/`);

  await page.getByRole('button', { name: /^Riapri/ }).click();
  await expect(page.locator('.turno', { hasText: 'chiuso' })).toHaveCount(0);
  const feed = (await page.locator('code').innerText()).replace(/^https?:\/\/[^/]+/, '');
  expect(await (await citizen.request.get(feed)).text()).toContain('BEGIN:VCALENDAR');
  await page.getByRole('button', { name: 'Esci' }).click();
  await page.goto(address);
  await expect(page.locator('h1')).toHaveText('Area degli uffici');
  await context.close();
});
