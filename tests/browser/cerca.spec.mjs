// SPDX-License-Identifier: EUPL-1.2
// Search in citizens' own words. The page of the search promises the tests three things:
// `/cerca/?q=words` answers for the words, the results are links inside `#risultati`, best first,
// and the field is an `input[type=search]` named `q`.

import { KINDS } from './pagine.mjs';
import { expect, measured, none, site, test, visit } from './attrezzi.mjs';

/** At most this for the first answer: page of the search not counted, script, index and pieces counted. */
const FIRST_ANSWER = 50_000;
/** How far down a right answer may stand. */
const TOP = 3;
const RESULTS = '#risultati a';

/** What people type, and the pages any of which answers them. */
const QUERIES = [
  ["ho perso la carta d'identità", ['/servizi/cie-primo-rilascio-rinnovo/']],
  ['bolletta rifiuti', ['/servizi/tari-nuova-utenza/', '/servizi/consulenza-tributi/', '/servizi/pagopa-avvisi/']],
  ['cambio casa', ['/servizi/residenza-da-altro-comune/', '/servizi/tari-nuova-utenza/', '/servizi/suolo-pubblico-trasloco/']],
  ['voglio aprire un bar', ['/servizi/informazioni-suap/', '/uffici/suap-pubblici-esercizi/']],
  ['mia madre non è più autosufficiente', ['/servizi/assistenza-domiciliare-sad/', '/servizi/primo-colloquio-sociale/', '/uffici/anziani/']],
  ['multa da pagare', ['/servizi/multe-pagamento/']],
  ['iscrivere mio figlio al nido', ['/servizi/nido-iscrizione/']],
  ['parcheggiare sotto casa', ['/servizi/sosta-residenti/']],
  ['buttare un vecchio divano', ['/servizi/ingombranti-a-domicilio/', '/servizi/centro-raccolta-accesso/']],
  ['orari anagrafe', ['/uffici/anagrafe/']],
  ['orari biblioteca tiraboschi', ['/uffici/biblioteca-tiraboschi/', '/luoghi/biblioteca-tiraboschi/']],
  ['è nato mio figlio', ['/servizi/dichiarazione-nascita/']],
];
/** With a slip of the finger the first answer is still right. */
const SLIPS = [
  ['carta didentita', ['/servizi/cie-primo-rilascio-rinnovo/', '/servizi/cie-minori/']],
  ['residensa', ['/servizi/residenza-da-altro-comune/']],
  ['separazzione', ['/servizi/separazione-divorzio-comune/']],
];

/** Addresses that nobody publishes, with a slip or from an old site, and a page that must be offered. */
const MISSED = [
  ['/servizi/carta-identita/', '/servizi/cie-primo-rilascio-rinnovo/'],
  ['/servizi/multe-pagamneto/', '/servizi/multe-pagamento/'],
  ['/istanze/permesso-di-costuire', '/servizi/permesso-costruire/'],
  ['/nidi/arcobalen.html', '/uffici/nido-arcobaleno/'],
];

const paths = (page) => page.locator(RESULTS).evaluateAll((links) => links.map((link) => new URL(link.href).pathname));

for (const [query, wanted] of [...QUERIES, ...SLIPS]) {
  test(`“${query}” finds its page among the first ${TOP}`, async ({ page }) => {
      await page.goto(`${site()}/cerca/?q=${encodeURIComponent(query)}`);
    await expect(page.locator(RESULTS).first(), 'a result appears').toBeVisible();
    const found = await paths(page);
    const place = found.findIndex((path) => wanted.includes(path)) + 1;
    measured(`Search: place of the right page (at most ${TOP})`, query, place > 0 ? `${place}. ${found[place - 1]}` : `not found; first ${found.slice(0, 3).join(', ')}`);
    expect(found.slice(0, TOP).some((path) => wanted.includes(path)), `first results: ${found.slice(0, 5).join(', ')}`).toBe(true);
  });
}

test('results come as one types, the keyboard takes them, Escape leaves', async ({ page }) => {
  await page.goto(`${site()}/cerca/`);
  const field = page.locator('main input[type="search"][name="q"]');
  await field.focus();
  await page.keyboard.type('carta identità', { delay: 15 });
  await expect(page.locator(RESULTS).first()).toBeVisible();
  // How many there are is said to those who do not see them.
  await expect(page.locator('[role="status"], [aria-live="polite"]').filter({ hasText: /risultat/i }).first()).toBeAttached();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=carta/);
  await expect(page.locator(RESULTS).first()).toBeVisible();
});

test('nothing of the search is loaded before it is used, and the first answer is small', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const requests = new Map();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => requests.set(requestId, { path: new URL(request.url).pathname, bytes: 0 }));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (requests.has(requestId)) requests.get(requestId).bytes = encodedDataLength;
  });
  await visit(page, KINDS[0], { wait: 'networkidle' });
  none([...requests.values()].filter(({ path }) => /cerca/.test(path)).map(({ path }) => path), 'loaded before anyone searched');
  const before = requests.size;
  const field = page.locator('main input[type="search"][name="q"]');
  await field.fill('bolletta rifiuti');
  await expect(page.locator(RESULTS).first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  const answer = [...requests.values()].slice(before);
  const spent = answer.reduce((sum, { bytes }) => sum + bytes, 0);
  measured(`Search: first answer (at most ${FIRST_ANSWER.toLocaleString('en')} B)`, 'from the home page', `${spent.toLocaleString('en')} B in ${answer.length} requests`);
  expect(answer.length).toBeGreaterThan(2);
  expect(spent).toBeLessThanOrEqual(FIRST_ANSWER);
  // Enter leads to the page of the search, with an address to keep.
  await field.press('Enter');
  await expect(page).toHaveURL(/\/cerca\/\?q=bolletta/);
  await expect(page.locator(RESULTS).first()).toBeVisible();
});

for (const [missed, wanted] of MISSED) {
  test(`the missed address ${missed} leads near`, async ({ page }) => {
    const response = await page.goto(site() + missed);
    expect(response.status()).toBe(404);
    const near = page.locator('#vicini li a');
    await expect(near.first()).toBeVisible();
    const found = await near.evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
    expect(found, 'the nearest pages').toContain(wanted);
  });
}

test('words that nothing answers are told so, with a way on', async ({ page }) => {
  await page.goto(`${site()}/cerca/?q=zzxqwy`);
  await expect(page.locator('main')).toContainText(/nessun risultato|non abbiamo trovato/i);
  expect(await page.locator('main a[href]').count()).toBeGreaterThan(0);
});

test('what is typed is text, never markup', async ({ page }) => {
  await page.goto(`${site()}/cerca/?q=${encodeURIComponent('<img src=x onerror=alert(1)>"><b id=intruso>')}`);
  await page.waitForLoadState('networkidle');
  expect(await page.locator('#intruso, img[src="x"]').count()).toBe(0);
});

test('without JavaScript the search page leads to all that can be searched', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site()}/cerca/?q=rifiuti`);
  const links = await page.locator('main a[href]').evaluateAll((list) => list.map((link) => new URL(link.href).pathname));
  await context.close();
  // An alphabetical index in the page, or one page away.
  expect(links.length > 100 || links.some((path) => /^\/(mappa|indice|argomenti)\//.test(path)), `only ${links.length} links`).toBe(true);
});

for (const width of [360, 1280]) {
  test(`home ${width}: the search is in the first screen and is a plain form`, async ({ page }) => {
    await visit(page, KINDS[0], { width });
    const field = page.locator('main input[type="search"]').first();
    const faults = [];
    if ((await page.locator('main input[type="search"]').count()) === 0) throw new Error('the home page has no input[type=search] in its main part');
    const box = await field.boundingBox();
    if (!box || box.y + box.height > page.viewportSize().height) faults.push('the field is not in the first screen');
    if (box && box.width < (width === 360 ? 200 : 320)) faults.push(`the field is only ${Math.round(box.width)} px wide: it should dominate`);
    const form = await field.evaluate((element) => ({ action: element.form?.getAttribute('action'), method: element.form?.method, name: element.name, search: Boolean(element.closest('[role="search"], search')), label: element.labels.length > 0 || Boolean(element.getAttribute('aria-label')) }));
    if (form.action !== '/cerca/' || form.method !== 'get' || form.name !== 'q') faults.push(`the form is ${form.method} ${form.action} with ${form.name}, not get /cerca/ with q`);
    if (!form.search) faults.push('it is no search landmark');
    if (!form.label) faults.push('the field has no label');
    none(faults, 'search on the home page');
  });
}
