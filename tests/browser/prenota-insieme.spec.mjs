// SPDX-License-Identifier: EUPL-1.2
// Citizens who want the same place, the limit of a person, a place that is lost on the way; the comforts that a
// script brings; the whole way with nothing but the keyboard.

import { expect } from '@playwright/test';
import { book, choose, person, press, test, write } from './sportello.mjs';

/** One place a slot. */
const SINGLE = 'cie-boccaleone';
const STRICT = 'cie-palazzo-uffici';
const EASY = 'piattaforma-ecologica-accesso';

test.use({ viewport: { width: 360, height: 740 } });

test('of two who want the last place one gets it, and the other is told and goes on', async ({ page, browser, counter }) => {
  const context = await browser.newContext({ baseURL: counter.url, javaScriptEnabled: false });
  const other = await context.newPage();
  await page.goto(`/prenota/${SINGLE}/giorni/?servizio=cie-primo-rilascio-rinnovo`);
  await page.locator('.scelte a').first().click();
  await other.goto(page.url());
  await Promise.all([page, other].map((one) => one.locator('.scelta').first().click()));
  const titles = await Promise.all([page, other].map((one) => one.locator('h1').innerText()));
  expect(titles.sort()).toEqual(['I tuoi dati', 'Il posto è già preso']);
  const late = (await page.locator('h1').innerText()) === 'I tuoi dati' ? other : page;
  await expect(late.locator('main')).toContainText('Qualcuno è arrivato prima di te');
  await late.getByRole('link', { name: 'Scegli un altro orario' }).click();
  await expect(late.locator('.piena').first()).toContainText('nessun posto libero');
  await expect(late.locator('main')).toContainText('Per:');
  await late.locator('.scelta').first().click();
  await write(late, person());
  await press(late, 'controlla');
  await press(late, 'conferma');
  await expect(late.locator('h1')).toHaveText('Prenotazione confermata');
  await context.close();
});

test('a place that was left in another window and taken by somebody: a sentence and a way on', async ({ page, browser, counter }) => {
  await choose(page, SINGLE, { skip: 3 });
  const context = await browser.newContext({ baseURL: counter.url });
  const other = await context.newPage();
  await page.request.post(new URL('lascia/', page.url()).href);
  const times = page.url().split('/').slice(0, 6).join('/');
  await other.goto(`${times}/`);
  await other.locator(`form:has([value="${page.url().split('/')[6]}"]) button`).click();
  await write(page, person());
  await press(page, 'controlla');
  await expect(page.locator('h1')).toHaveText('Il posto non è più tuo');
  await page.getByRole('link', { name: 'Scegli un altro orario' }).click();
  await expect(page.locator('h1')).toHaveText("Scegli l'orario");
  await context.close();
});

test('who has a booking already is told why there is no second one', async ({ page }) => {
  const who = person();
  await book(page, STRICT, { who });
  await choose(page, STRICT, { skip: 4 });
  // The same person writes the code in another way.
  await write(page, { ...person(), code: ` ${who.code.toLowerCase().slice(0, 6)} ${who.code.toLowerCase().slice(6)}` });
  await press(page, 'controlla');
  await press(page, 'conferma');
  await expect(page.locator('h1')).toHaveText('Hai già una prenotazione');
  await expect(page.locator('main')).toContainText('disdicila');
});

test('a script brings the first free days, and nothing moves', async ({ page }) => {
  await page.addInitScript(() => {
    window.moved = [];
    new PerformanceObserver((list) => window.moved.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`/prenota/${STRICT}/`);
  const days = page.locator('.primi-giorni a');
  await expect(days).toHaveCount(3);
  await expect(days.first()).toHaveText(/^(lune|marte|mercole|giove|vener)dì \d+º? \p{L}+\d+ posti liberi$/u);
  expect(await page.evaluate(() => window.moved)).toEqual([]);
  await days.nth(1).click();
  await expect(page.locator('h1')).toHaveText("Scegli l'orario");
  await expect(page.locator('.scelta').first()).toBeVisible();
});

test('free days that cannot be read are said to be so, and the button still leads on', async ({ page }) => {
  await page.route('**/api/v1/**', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' }));
  await page.goto(`/prenota/${STRICT}/`);
  await expect(page.locator('.primi-giorni')).toContainText('Adesso non riusciamo a leggerli');
  await expect(page.locator('.primi-giorni ul')).toHaveCount(0);
  await page.getByRole('link', { name: 'Scegli giorno e orario' }).click();
  await expect(page.locator('.scelte a').first()).toBeVisible();
});

test('a script filters the list of what can be booked', async ({ page }) => {
  await page.goto('/prenota/');
  const items = page.locator('.gruppo li:visible');
  const all = await items.count();
  expect(all).toBeGreaterThan(60);
  await page.getByLabel('Che cosa vuoi prenotare?').fill('IDENTITA celadina');
  await expect(items).toHaveCount(1);
  await expect(page.locator('.filtro [role="status"]')).toHaveText('1 risultato');
  await expect(page.locator('.gruppo:visible')).toHaveCount(1);
  await page.getByLabel('Che cosa vuoi prenotare?').fill('zzz');
  await expect(page.locator('.filtro [role="status"]')).toContainText('Nessun risultato');
  await page.getByLabel('Che cosa vuoi prenotare?').fill('');
  await expect(items).toHaveCount(all);
});

test('the remaining time is said aloud when little is left, and at its end', async ({ page }) => {
  await page.clock.install();
  await choose(page, EASY);
  const tempo = page.locator('.tempo');
  await page.clock.runFor(60_000);
  await expect(tempo).toContainText(/(9 min 0\d|8 min 5\d) s/);
  await expect(tempo.getByRole('status')).toHaveCount(0);
  await page.clock.runFor(7 * 60_000 + 500);
  await page.clock.runFor(1_000);
  await expect(tempo).toContainText(/1 min 5\d s/);
  await page.clock.runFor(3 * 60_000);
  await expect(tempo.getByRole('status')).toHaveText('Il tempo è finito: se il posto è ancora libero, puoi confermare lo stesso.');
});

test('the whole way with the keyboard alone', async ({ page }) => {
  /** Tab to the first stop that is this, as somebody would who sees where the focus is. */
  const reach = async (selector) => {
    for (let step = 0; step < 90; step += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
    }
    throw new Error(`${selector} is not reached with Tab`);
  };
  const enter = async (selector, url) => {
    await reach(selector);
    await page.keyboard.press('Enter');
    await page.waitForURL(url);
  };
  const who = person('Tina Tasti');
  await page.goto('/prenota/');
  await reach('#q');
  await page.keyboard.type('comunale');
  await page.goto(`/prenota/${EASY}/`);
  await enter('.tasti .btn-primary', /\/giorni\/$/);
  // Not the first days: tomorrow's can perhaps not be given back any more.
  await enter('.scelte li:nth-child(n + 4) a', /\/\d{4}-\d\d-\d\d\/$/);
  await enter('.scelta', /\/[a-z2-7]{26}\/$/);
  await reach('#nome');
  await page.keyboard.type(who.name);
  await page.keyboard.press('Enter');
  await expect(page.locator('.errori')).toBeFocused();
  await reach('.errori a');
  await page.keyboard.press('Enter');
  await expect(page.locator('#email')).toBeFocused();
  await page.keyboard.type(who.email);
  await reach('[value="controlla"]');
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText('Controlla i dati');
  await enter('[value="conferma"]', /\/_mia\//);
  await enter('[href$="/disdici/"]', /\/disdici\/$/);
  await reach('main form button');
  await page.keyboard.press('Space');
  await expect(page.locator('h1')).toHaveText('Prenotazione annullata');
});
