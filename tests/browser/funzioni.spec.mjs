// SPDX-License-Identifier: EUPL-1.2
// Every page that a function answers, one after the other: axe, nothing sideways or cut, targets that a thumb
// hits, the Nu HTML checker, the console, and the weight of a first visit.

import { none, layoutFaultsInPage, measured, names, smallTargetsInPage } from './attrezzi.mjs';
import { violations } from './axe.mjs';
import { BUDGET, KINDS, LIVE } from './pagine.mjs';
import { citizen, clerk, DESK_OFFICE, HELP_OFFICE, helped, helper, keeper, LAMP, LAMP_OFFICE, reporter } from './passi.mjs';
import { choose, person, press, test, write } from './sportello.mjs';
import { messages } from './vnu.mjs';

/** Controls of the page itself under 44 px. */
function thumbsInPage() {
  const faults = [];
  for (const element of document.querySelectorAll('main :is(.btn, .scelte a, .scelte button, .form-control, .form-select)')) {
    const { width, height } = element.getBoundingClientRect();
    if (width > 0 && (width < 43.5 || height < 43.5)) faults.push(`${Math.round(width)}×${Math.round(height)} px: ${nameOf(element)}`);
  }
  return faults;
}

/** Looks at each page of a walk. */
async function inspect(page, walk) {
  const [faults, sources] = [[], new Map()];
  let source;
  await names(page);
  page.on('response', (response) => {
    // What comes of a redirect is another response.
    if (response.request().isNavigationRequest() && (response.status() < 300 || response.status() >= 400)) {
      // Of a page that was left at once there is no text any more.
      source = response.text().catch(() => '');
    }
  });
  page.on('console', (message) => {
    // The browser reports the answers that are no 200 by itself.
    if (['error', 'warning'].includes(message.type()) && !/status of 4\d\d/.test(message.text())) faults.push(`console: ${message.text().slice(0, 160)}`);
  });
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for await (const name of walk) {
    sources.set(name, await source);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      faults.push(...(await violations(page, `${name}, ${colorScheme}`)));
    }
    faults.push(...[...(await page.evaluate(smallTargetsInPage)), ...(await page.evaluate(thumbsInPage))].map((fault) => `${name}: too small: ${fault}`));
    for (const width of [320, 1280, 360]) {
      await page.setViewportSize({ width, height: 740 });
      faults.push(...(await page.evaluate(layoutFaultsInPage)).map((fault) => `${name}, ${width}: ${fault}`));
    }
  }
  return { faults, sources };
}

test('each page of the citizen: axe, layout, targets, HTML', async ({ page }) => {
  test.setTimeout(120_000);
  const { faults, sources } = await inspect(page, citizen(page));
  none([...faults, ...(await messages(sources))], 'pages of a booking');
  measured('Functions', 'pages of the citizen', `${sources.size}`);
});

test('each page of the clerk: axe, layout, targets, HTML', async ({ page, counter }) => {
  test.setTimeout(120_000);
  const { faults, sources } = await inspect(page, clerk(page, await counter.key(DESK_OFFICE)));
  none([...faults, ...(await messages(sources))], "pages of the clerk's day");
  measured('Functions', 'pages of the clerk', `${sources.size}`);
});

test('each page of who reports: axe, layout, targets, HTML', async ({ page, counter }) => {
  test.setTimeout(180_000);
  const { faults, sources } = await inspect(page, reporter(page, counter));
  none([...faults, ...(await messages(sources))], 'pages of a report');
  measured('Functions', 'pages of who reports', `${sources.size}`);
});

test('each page of who takes care: axe, layout, targets, HTML', async ({ page, counter }) => {
  test.setTimeout(180_000);
  const { faults, sources } = await inspect(page, keeper(page, await counter.key(LAMP_OFFICE)));
  none([...faults, ...(await messages(sources))], "pages of an office's reports");
  measured('Functions', 'pages of who takes care', `${sources.size}`);
});

test('each page of who asks for help and rates: axe, layout, targets, HTML', async ({ page }) => {
  test.setTimeout(180_000);
  const { faults, sources } = await inspect(page, helped(page));
  none([...faults, ...(await messages(sources))], 'pages of help and ratings');
  measured('Functions', 'pages of who asks for help', `${sources.size}`);
});

test('each page of the office that answers: axe, layout, targets, HTML', async ({ page, counter }) => {
  test.setTimeout(180_000);
  const { faults, sources } = await inspect(page, helper(page, await counter.key(HELP_OFFICE)));
  none([...faults, ...(await messages(sources))], 'pages of the office that answers');
  measured('Functions', 'pages of the office that answers', `${sources.size}`);
});

test('all that can be booked has its days, for each of its services too', async ({ request, counter }) => {
  const map = await (await request.get(`${counter.url}/sitemap.xml`)).text();
  const paths = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => new URL(address).pathname);
  const links = new Set();
  for (const path of paths.filter((path) => /^\/(prenota|servizi)\/[^/]+\/$/.test(path))) {
    const html = await (await request.get(path)).text();
    for (const [, href] of html.matchAll(/href="?(\/prenota\/[^/"]+\/giorni\/[^"\s>]*)/g)) links.add(href.replaceAll('&amp;', '&'));
  }
  const faults = [];
  for (const link of links) {
    const response = await request.get(link);
    const html = await response.text();
    if (response.status() !== 200) faults.push(`${link} answers ${response.status()}`);
    else if (link.includes('servizio=') && !html.includes('<p>Per: ')) faults.push(`${link} does not know the service`);
  }
  if (links.size < paths.filter((path) => /^\/prenota\/[^/]+\/$/.test(path)).length) faults.push(`only ${links.size} links were found`);
  measured('Functions', 'links to days', `${links.size}`);
  none(faults, 'ways from the static pages to the functions');
});

test('a first visit of each step weighs no more than a page of the site', async ({ page, browser, counter }) => {
  await choose(page, 'cie-palazzo-uffici');
  const details = page.url();
  const times = `${details.split('/').slice(0, 6).join('/')}/`;
  await choose(page, 'cie-palazzo-uffici');
  await write(page, person());
  await press(page, 'controlla');
  await press(page, 'conferma');
  const faults = [];
  for (const [name, url] of [['giorni', '/prenota/cie-palazzo-uffici/giorni/'], ['orari', times], ['dettagli', details], ['prenotazione', page.url()], ['entra', '/operatori/'], ['prenotabile', '/prenota/cie-palazzo-uffici/'], ['prenota', '/prenota/'], ['segnala', '/segnala/'], ['segnala-dove', `/segnala/nuova/?tipo=${LAMP}`], ['segnala-elenco', '/segnala/elenco/']]) {
    const context = await browser.newContext({ baseURL: counter.url, viewport: { width: 360, height: 740 }, deviceScaleFactor: 2.625, isMobile: true, hasTouch: true });
    const visitor = await context.newPage();
    const session = await context.newCDPSession(visitor);
    await session.send('Network.enable');
    const list = new Map();
    session.on('Network.requestWillBeSent', ({ requestId, request }) => list.set(requestId, { url: request.url, bytes: 0 }));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (encodedDataLength === 0) list.delete(requestId);
      else if (list.has(requestId)) list.get(requestId).bytes = encodedDataLength;
    });
    await visitor.goto(url, { waitUntil: 'networkidle' });
    // The local server adds its own: a page reloads when the content changes.
    const own = [...list.values()].filter((request) => !new URL(request.url).pathname.startsWith('/dev/'));
    const bytes = own.reduce((sum, request) => sum + request.bytes, 0);
    const parts = own.map((request) => `${new URL(request.url).pathname} ${request.bytes}`).join(', ');
    // The steps of a report load a second script, for the position.
    const budget = KINDS.find((kind) => kind.name === name)?.budget ?? (name === 'segnala-dove' ? LIVE : BUDGET);
    if (bytes < 1000 || bytes > budget.bytes || own.length > budget.requests) faults.push(`${name}: ${bytes} B in ${own.length}: ${parts}`);
    measured('Functions: first visit', name, `${bytes.toLocaleString('en').padStart(7)} B in ${own.length}`);
    await context.close();
  }
  none(faults, 'first visit');
});
