// SPDX-License-Identifier: EUPL-1.2
// A citizen reports from the street, on a telephone, with and without JavaScript: where, what, with photos, who,
// sent; follows; an office answers; opened again. axe looks at every page of the way in funzioni.spec.mjs.

import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { root } from './ambiente.mjs';
import { violations } from './axe.mjs';
import { LAMP, LAMP_OFFICE, PLACELESS } from './passi.mjs';
import { letters, open, person, photo, press, report, signIn, tell, test } from './sportello.mjs';

/** Inside the town, where nobody else reports. */
const spot = () => `45.6${String(850 + Math.floor(Math.random() * 100)).padStart(3, '0')}00,9.6${String(600 + Math.floor(Math.random() * 100)).padStart(3, '0')}00`;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 360, height: 740 } });

    test('from the first page to the code, each page without a fault of axe', async ({ page, browser, counter }) => {
      const who = person();
      const faults = [];
      // axe is a script: a page without scripts is looked at as it stands, in a browser that has them.
      const beside = javaScriptEnabled ? undefined : await (await browser.newContext({ baseURL: counter.url, javaScriptEnabled: true, viewport: { width: 360, height: 740 } })).newPage();
      const look = async (name) => {
        if (beside) {
          const html = (await page.content()).replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '');
          await beside.route('**/senza-script/', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
          await beside.goto('/senza-script/');
          await beside.unroute('**/senza-script/');
        }
        faults.push(...(await violations(beside ?? page, name)));
      };
      await page.goto('/segnala/');
      await expect(page.locator('main a[href="tel:112"]').first()).toBeVisible();
      await look('segnala');
      await page.locator(`main a[href$="tipo=${LAMP}"]`).click();
      await expect(page.locator('h1')).toHaveText("Dov'è il problema?");
      await look('dove');
      await press(page, 'dove');
      await expect(page).toHaveTitle(/^Errore: Dov/);
      await look('dove, errori');
      await tell(page, { address: 'Via Zoë "12" <b>', district: 'longuelo' });
      await page.locator('[name="indirizzo"]').press('Enter');
      await expect(page.locator('h1')).toHaveText('Che cosa hai visto?');
      await look('cosa');
      await tell(page, { subject: 'Spento <i>', text: 'Due righe,\nqui.' });
      await press(page, 'cosa');
      await expect(page.locator('.errori li')).toHaveText([/Rispondi: Quanti lampioni/]);
      await expect(page.locator('[name="descrizione"]')).toHaveValue('Due righe,\nqui.');
      await tell(page, { answer: 'Tutta la via', files: [photo(320, 240), Buffer.from('<svg onload=alert(1)>')] });
      await press(page, 'cosa');
      await expect(page.locator('.errori li')).toHaveText([/non è una foto che possiamo leggere/]);
      await expect(page.locator('.galleria img')).toHaveCount(1);
      await look('cosa, una foto');
      // Enter in a field goes on, and takes no photo away.
      await page.locator('[name="oggetto"]').press('Enter');
      await expect(page.locator('h1')).toHaveText('Dove ti scriviamo?');
      await look('contatto');
      await press(page, 'torna-cosa');
      await expect(page.locator('.galleria img')).toHaveCount(1);
      await page.getByRole('button', { name: 'Togli la foto 1' }).click();
      await expect(page.locator('.galleria')).toHaveCount(0);
      await tell(page, { files: [photo(300, 400)] });
      await press(page, 'cosa');
      await tell(page, { email: who.email, privacy: true });
      await press(page, 'contatto');
      await expect(page.locator('h1')).toHaveText('Controlla la segnalazione');
      for (const text of ['Via Zoë "12" <b>', 'Longuelo', 'Spento <i>', 'Tutta la via', who.email]) await expect(page.locator('.riepilogo')).toContainText(text);
      await look('controllo');
      await page.waitForTimeout(3_000);
      await page.locator('button[value="invia"]').dblclick();
      await expect(page).toHaveURL(/\/_mia\//);
      await expect(page.locator('h1')).toHaveText('Segnalazione inviata');
      await look('inviata');
      const mine = new URL(page.url()).pathname;
      const code = await page.locator('.codice strong').innerText();
      expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
      await page.reload();
      await expect(page.locator('.codice strong')).toHaveText(code);
      const sent = await letters(page, counter, who.email, 1);
      expect(sent).toHaveLength(1);
      expect(sent[0].text).toContain(mine);
      await page.goto(`/segnala/${code}`);
      await expect(page.locator('main')).not.toContainText('Spento <i>');
      await expect(page.locator('main')).toContainText('Longuelo');
      expect(faults).toEqual([]);
      await beside?.context().close();
    });

    test('what has no place asks for none', async ({ page }) => {
      await page.goto(`/segnala/nuova/?tipo=${PLACELESS}`);
      await expect(page.locator('h1')).toHaveText('Che cosa hai visto?');
      await expect(page.locator('.passi li')).toHaveCount(3);
    });

    test('an office answers, the citizen is told, does not agree and opens it again', async ({ page, browser, counter }) => {
      const who = person();
      const mine = await report(page, { address: 'Via Corridoni 7', email: who.email, files: [photo(200, 200)] });
      const code = await page.locator('.codice strong').innerText();
      const context = await browser.newContext({ baseURL: counter.url, javaScriptEnabled });
      const office = await context.newPage();
      await signIn(office, await counter.key(LAMP_OFFICE));
      await office.goto(`/operatori/segnalazioni/${code}/`);
      await office.getByRole('button', { name: 'Mostra a tutti' }).click();
      await office.getByRole('button', { name: 'Mostra la foto 1' }).click();
      for (const state of ['presa-in-carico', 'risolta']) {
        await office.locator('#stato').selectOption(state);
        await office.locator('#nota').fill(`Ora è ${state}`);
        await office.getByRole('button', { name: 'Cambia lo stato' }).click();
      }
      await page.goto(`/segnala/${code}/`);
      await expect(page.locator('main')).toContainText('Via Corridoni 7');
      await expect(page.locator('main')).toContainText('Ora è risolta');
      await expect(page.locator('.galleria img')).toHaveJSProperty('complete', true);
      await page.goto(mine);
      await page.locator('[name="motivo"]').fill('È ancora buio');
      await page.getByRole('button', { name: 'Riapri la segnalazione' }).click();
      await expect(page.locator('.riepilogo').first()).toContainText('Ricevuta');
      const sent = await letters(page, counter, who.email, 4);
      expect(sent.filter(({ text }) => text.includes('Ora è risolta'))).toHaveLength(1);
      // Somebody else has the old page before their eyes.
      const old = await context.newPage();
      await old.goto(`/operatori/segnalazioni/${code}/`);
      await office.goto(`/operatori/segnalazioni/${code}/`);
      await office.locator('#nota-interna').fill('Prima');
      await office.getByRole('button', { name: 'Aggiungi la nota' }).click();
      await old.locator('#nota-interna').fill('Dopo, e non va perso');
      await old.getByRole('button', { name: 'Aggiungi la nota' }).click();
      await expect(old.locator('.errori')).toContainText("Qualcuno l'ha cambiata mentre scrivevi");
      await expect(old.locator('#nota-interna')).toHaveValue('Dopo, e non va perso');
      await context.close();
    });
  });
}

test('somebody said it before: it is shown, and followed', async ({ page, counter }) => {
  const point = spot();
  await page.goto('/segnala/nuova/?tipo=panchina-rotta');
  await tell(page, { address: 'Parco', point });
  await press(page, 'dove');
  await tell(page, { subject: 'Panchina rotta', text: 'Manca una tavola.' });
  await press(page, 'cosa');
  await tell(page, { email: person().email, privacy: true });
  await press(page, 'contatto');
  await page.waitForTimeout(3_100);
  await press(page, 'invia');
  const code = await page.locator('.codice strong').innerText();
  await page.goto('/segnala/nuova/?tipo=panchina-rotta');
  await tell(page, { point });
  await press(page, 'dove');
  await page.locator('.vicine a').first().click();
  await expect(page).toHaveURL(new RegExp(`/segnala/${code}/#segui`));
  const follower = person().email;
  await page.locator('#segui [name="email"]').fill(follower);
  await page.locator('#segui button').click();
  await expect(page.locator('#segui')).toContainText('Guarda la posta');
  const [letter] = await letters(page, counter, follower, 1);
  await page.goto(new RegExp(`/segnala/${code}/segui/[a-z2-7]+/`).exec(letter.text)[0]);
  await page.getByRole('button', { name: 'Sì, seguila' }).click();
  await expect(page.locator('h1')).toHaveText('Segui questa segnalazione');
  await page.getByRole('button', { name: 'Non scrivermi più' }).click();
  await expect(page.locator('main')).toContainText('il tuo indirizzo è cancellato');
});

test.describe('the position of the device', () => {
  test.use({ viewport: { width: 360, height: 740 }, permissions: ['geolocation'], geolocation: { latitude: 45.6958, longitude: 9.6714 } });

  test('is taken on a click, and outside of the town one is told whom to ask', async ({ page, context }) => {
    const elsewhere = [];
    page.on('request', (request) => {
      if (!/^(http:\/\/127\.0\.0\.1|data:)/.test(request.url())) elsewhere.push(request.url());
    });
    await page.goto(`/segnala/nuova/?tipo=${LAMP}`);
    await page.getByRole('button', { name: 'Usa la mia posizione' }).click();
    await expect(page.locator('[data-stato]')).toContainText('45.695800,9.671400');
    await press(page, 'dove');
    await expect(page.locator('h1')).toHaveText('Che cosa hai visto?');
    await context.setGeolocation({ latitude: 45.4642, longitude: 9.19 });
    await page.goto(`/segnala/nuova/?tipo=${LAMP}`);
    await page.getByRole('button', { name: 'Usa la mia posizione' }).click();
    await expect(page.locator('[data-stato]')).toContainText('45.464200');
    await press(page, 'dove');
    await expect(page.locator('.errori')).toContainText('rivolgiti al Comune in cui si trova');
    expect(elsewhere).toEqual([]);
  });
});

test('the newest reports are on the first page', async ({ page }) => {
  await report(page, { address: 'Via Pignolo 3' });
  const code = await page.locator('.codice strong').innerText();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/segnala/');
  await expect(page.locator(`.ultime a[href="/segnala/${code}/"]`)).toContainText('Lampione spento');
  expect(await violations(page, 'segnala, le ultime')).toEqual([]);
});

test.describe('photos straight to a bucket', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  // The local server has a folder; here the page believes that it has a bucket, which we play.
  test('are sent before the page goes on, and one that is refused is told', async ({ page, counter }) => {
    const names = [];
    await page.route('**/segnala/nuova/', async (route) => {
      const reply = await route.fetch();
      const html = await reply.text();
      await route.fulfill({ response: reply, body: html.replace(' id="foto_file"', ' id="foto_file" data-dirette="3"').replace('aria-describedby="foto_file-aiuto"></div>', 'aria-describedby="foto_file-aiuto"><p role="status" data-stato-foto></p></div>') });
    });
    const json = (route, status, said) => route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(said) });
    await page.route('**/api/v1/report-photos/tickets', (route) => json(route, 201, { photo: `n${names.length}`, url: `${counter.url}/secchio/`, fields: { key: 'k', policy: 'p' }, file_field: 'file' }));
    await page.route('**/secchio/', async (route) => {
      const form = route.request().postDataBuffer();
      const start = form.indexOf('\x89PNG', 0, 'latin1');
      expect(form.indexOf('name="policy"')).toBeLessThan(form.indexOf('name="file"'));
      names.push(start < 0 ? undefined : await (await page.request.post(`${counter.url}/api/v1/report-photos`, { data: form.subarray(start) })).json());
      await route.fulfill({ status: 204 });
    });
    await page.route(/report-photos\/n\d$/, (route) => {
      const name = names.at(-1);
      return name?.photo ? json(route, 201, name) : json(route, 422, { detail: 'Non va', errors: [{ field: 'foto_file', text: 'Un file non è una foto che possiamo leggere' }] });
    });
    await page.goto(`/segnala/nuova/?tipo=${LAMP}`);
    await tell(page, { address: 'Via Tasso 1' });
    await press(page, 'dove');
    await tell(page, { subject: 'Spento', text: 'Buio.', answer: 'Uno solo', files: [photo(200, 100), photo(100, 200)] });
    await expect(page.locator('[data-stato-foto]')).toHaveText('Le foto sono arrivate.');
    await expect(page.locator('.galleria img')).toHaveCount(2);
    await tell(page, { files: [Buffer.from('niente')] });
    await expect(page.locator('[data-stato-foto]')).toHaveText('Un file non è una foto che possiamo leggere.');
    expect(await violations(page, 'foto mandate')).toEqual([]);
    await page.getByRole('button', { name: 'Togli la foto 1' }).click();
    await expect(page.locator('.galleria img')).toHaveCount(1);
    await press(page, 'cosa');
    await tell(page, { email: person().email, privacy: true });
    await press(page, 'contatto');
    await expect(page.locator('.galleria img')).toHaveCount(1);
  });
});

test.describe('the map', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('comes on a click, from the host that the site names, and a click on it is a position', async ({ page }) => {
    test.setTimeout(90_000);
    const folder = await mkdtemp(join(tmpdir(), 'sportello-mappa-'));
    await cp(join(root, 'content'), folder, { recursive: true });
    await appendFile(join(folder, 'sito.yaml'), '\nmappa:\n  indirizzo: "https://mappe.example/{z}/{x}/{y}.png"\n  fonte: Chi disegna\n');
    const counter = await open({ content: folder });
    try {
      const [tiles, elsewhere, faults] = [[], [], []];
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      await page.route('https://mappe.example/**', (route) => {
        tiles.push(new URL(route.request().url()).pathname);
        return route.fulfill({ contentType: 'image/png', body: photo(256, 256) });
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(counter.url) && !/^(https:\/\/mappe\.example\/|data:)/.test(request.url())) elsewhere.push(request.url());
      });
      await page.goto(`${counter.url}/segnala/nuova/?tipo=${LAMP}`);
      await expect(page.locator('[data-mappa] summary')).toBeVisible();
      expect(tiles).toEqual([]);
      expect(await page.evaluate(() => 'L' in window)).toBe(false);
      await page.locator('[data-mappa] summary').click();
      await expect(page.locator('.leaflet-tile-loaded').first()).toBeVisible();
      expect(tiles.every((path) => /^\/13\/\d+\/\d+\.png$/.test(path))).toBe(true);
      await page.locator('[data-quadro]').click({ position: { x: 120, y: 140 } });
      await expect(page.locator('[data-stato]')).toHaveText(/^Posizione presa dalla mappa: 45\.\d{6},9\.\d{6}\.$/);
      expect(await violations(page, 'mappa')).toEqual([]);
      await press(page, 'dove');
      await expect(page.locator('h1')).toHaveText('Che cosa hai visto?');
      expect([...elsewhere, ...faults]).toEqual([]);
    } finally {
      await counter.close();
      await rm(folder, { recursive: true });
    }
  });
});

// In AWS photos go straight to a bucket, with leave from the API. There is no bucket here: its replies, and those of the
// API about it, are made up; functions/bucket and functions/lambda prove the real ones. What is proven is the script.
test.describe('photos that go straight to their bucket', () => {
  test.use({ viewport: { width: 360, height: 740 } });
  const TICKET = 'abcdefghijklmnopqrstuvwxyz';

  /** The page with the field for photos, as a function with a bucket draws it. */
  const arrive = async (page) => {
    await page.route('**/segnala/nuova/', async (route) => {
      const reply = await route.fetch();
      const body = (await reply.text()).replace(/<input([^>]*id="foto_file"[^>]*)>/, '<input$1 data-dirette="3"><p role="status" data-stato-foto></p>');
      await route.fulfill({ response: reply, body });
    });
    await page.route('**/segnala/nuova/foto/**', (route) => route.fulfill({ contentType: 'image/png', body: photo(64, 48) }));
    await page.goto(`/segnala/nuova/?tipo=${LAMP}`);
    await tell(page, { address: 'Via Broseta 12' });
    await press(page, 'dove');
    await expect(page.locator('#foto_file')).toHaveAttribute('data-dirette', '3');
  };
  const state = (page) => page.locator('[data-stato-foto]');

  test('each is sent by itself, with its ticket before its bytes, and the form knows them', async ({ page }) => {
    const sent = [];
    await page.route('**/api/v1/report-photos/tickets', (route) => route.fulfill({ status: 201, json: { photo: TICKET, url: '/deposito/', fields: { key: 'drafts/x.sent', policy: 'p' }, file_field: 'file' } }));
    await page.route('**/deposito/', (route) => {
      sent.push(route.request().postDataBuffer().toString('latin1'));
      return route.fulfill({ status: 204 });
    });
    await page.route(`**/api/v1/report-photos/${TICKET}`, (route) => route.fulfill({ json: { photo: TICKET, position: { latitude: '45.694100', longitude: '9.671200' } } }));
    await arrive(page);
    await tell(page, { files: [photo(64, 48), photo(48, 64)] });
    await expect(state(page)).toHaveText('Le foto sono arrivate.');
    expect(sent).toHaveLength(2);
    // S3 reads no field after the file.
    for (const body of sent) expect(body).toMatch(/name="key"[\s\S]*name="policy"[\s\S]*name="file"; filename="foto \d\.png"/);
    expect(await page.locator('input[name="foto"]').inputValue()).toBe(`${TICKET} ${TICKET}`);
    expect(await page.locator('input[name="posizione_foto"]').inputValue()).toBe('45.694100,9.671200');
    await expect(page.locator('.galleria img')).toHaveCount(2);
    await expect(page.getByRole('button', { name: 'Continua' })).toBeEnabled();
    expect(await violations(page, 'photos sent by the script')).toEqual([]);
    // One more fits, and the second that was chosen does not.
    await tell(page, { files: [photo(64, 48), photo(48, 64)] });
    await expect(state(page)).toHaveText('Puoi mandare al massimo 3 foto.');
    expect(sent).toHaveLength(3);
  });

  for (const [what, files, reply, said] of [
    ['a photo that is too large is not sent at all', [Buffer.alloc(10 * 1024 * 1024 + 1)], undefined, 'Una foto può pesare al massimo 10 MB.'],
    ['what the town says is said', [photo(64, 48)], { status: 422, json: { detail: 'No', errors: [{ field: 'foto', text: 'Hai già mandato troppe foto: riprova tra un minuto' }] } }, 'Hai già mandato troppe foto: riprova tra un minuto.'],
    ['a page in place of a reply is no sentence', [photo(64, 48)], { status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }, 'Una foto non è arrivata: riprova.'],
    ['nor is a net that fails', [photo(64, 48)], 'abort', 'Una foto non è arrivata: riprova.'],
  ]) {
    test(what, async ({ page }) => {
      const asked = [];
      await page.route('**/api/v1/report-photos/**', (route) => {
        asked.push(route.request().url());
        return reply === 'abort' ? route.abort() : route.fulfill(reply);
      });
      await arrive(page);
      await tell(page, { files });
      await expect(state(page)).toHaveText(said);
      expect(asked).toHaveLength(reply ? 1 : 0);
      expect(await page.locator('#foto_file').inputValue()).toBe('');
      await expect(page.getByRole('button', { name: 'Continua' })).toBeEnabled();
    });
  }
});
