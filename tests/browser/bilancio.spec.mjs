// SPDX-License-Identifier: EUPL-1.2
// A first visit: bytes, requests, hosts, messages on the console, offences against the policy, cookies,
// and nothing that moves while slow fonts and pictures arrive.

import { BUDGET, KINDS } from './pagine.mjs';
import { measured, names, none, site, test, visit } from './attrezzi.mjs';

/** What the policy and the layout say, kept from the first moment. */
function watchInPage() {
  window.offences = [];
  window.shifts = [];
  document.addEventListener('securitypolicyviolation', (event) => window.offences.push(`${event.effectiveDirective} forbids ${event.blockedURI || 'inline'} (${event.sourceFile ?? ''}:${event.lineNumber ?? ''})`));
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.hadRecentInput) window.shifts.push({ value: entry.value, what: entry.sources.map(({ node }) => (node?.nodeType === 1 ? node : node?.parentElement)).filter(Boolean).map((element) => window.nameOf(element)) });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

const DEVICES = [
  { label: 'phone', options: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2.625, isMobile: true, hasTouch: true } },
  { label: 'desktop', options: { viewport: { width: 1280, height: 900 } } },
];

for (const kind of KINDS) {
  test(`${kind.name}: weight, requests, hosts, console, policy, cookies`, async ({ browser }) => {
    const faults = [];
    const budget = kind.budget ?? BUDGET;
    const figures = [];
    for (const { label, options } of DEVICES) {
      // A context of its own: an empty cache, as on a first visit.
      const context = await browser.newContext({ ...options, locale: 'it-IT' });
      const page = await context.newPage();
      await names(page);
      await page.addInitScript(watchInPage);
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      const requests = new Map();
      session.on('Network.requestWillBeSent', ({ requestId, request, redirectResponse }) => {
        if (/^(data|blob):/.test(request.url)) faults.push(`${label}: ${request.url.slice(0, 40)}… is embedded, the policy forbids it`);
        else requests.set(redirectResponse ? `${requestId}/${redirectResponse.url}` : requestId, { url: request.url, bytes: 0 });
      });
      session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        // Nothing came over the line: the page had it already.
        if (encodedDataLength === 0) requests.delete(requestId);
        else if (requests.has(requestId)) requests.get(requestId).bytes = encodedDataLength;
      });
      session.on('Network.loadingFailed', ({ requestId, errorText, canceled }) => {
        if (!canceled && requests.has(requestId)) faults.push(`${label}: ${requests.get(requestId).url} fails: ${errorText}`);
      });
      page.on('console', (message) => {
        // The browser itself reports the 404 that was asked for.
        if (['error', 'warning'].includes(message.type()) && !(kind.status && message.location().url.endsWith(kind.url))) faults.push(`${label}: console ${message.type()}: ${message.text().slice(0, 160)} (${message.location().url.replace(site(), '')})`);
      });
      page.on('pageerror', (error) => faults.push(`${label}: script error: ${error.message}`));

      try {
        await page.goto(site() + kind.url, { waitUntil: 'networkidle' });
        const list = [...requests.values()];
        const bytes = list.reduce((sum, request) => sum + request.bytes, 0);
        figures.push(`${label} ${bytes.toLocaleString('en').padStart(7)} B in ${list.length}`);
        const parts = () => list.map((request) => `${request.url.replace(site(), '')} ${request.bytes}`).join(', ');
        if (bytes < 1000) faults.push(`${label}: only ${bytes} bytes: the measure is broken`);
        if (bytes > budget.bytes) faults.push(`${label}: ${bytes} bytes, over ${budget.bytes}: ${parts()}`);
        if (list.length > budget.requests) faults.push(`${label}: ${list.length} requests, over ${budget.requests}: ${parts()}`);
        for (const { url } of list) if (new URL(url).origin !== new URL(site()).origin) faults.push(`${label}: goes to another host: ${url}`);
        for (const offence of await page.evaluate(() => window.offences)) faults.push(`${label}: policy: ${offence}`);
        const cookies = await context.cookies();
        for (const { name } of cookies) faults.push(`${label}: a cookie, ${name}`);
        const kept = await page.evaluate(() => Object.keys(localStorage).concat(Object.keys(sessionStorage)));
        for (const name of kept) faults.push(`${label}: keeps ${name} on the reader's device before being asked`);
      } finally {
        await context.close();
      }
    }
    measured(`First visit: bytes transferred and requests (at most ${BUDGET.bytes.toLocaleString('en')} B in ${BUDGET.requests})`, kind.name, figures.join(', '));
    none(faults, 'first visit');
  });

  test(`${kind.name}: nothing moves while it loads`, async ({ page }) => {
    await names(page);
    await page.addInitScript(watchInPage);
    // Fonts and pictures come late, as on a train.
    await page.route(/\.(woff2?|avif|webp|png|jpe?g|svg)(\?|$)/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    const faults = [];
    for (const width of [360, 1280]) {
      await visit(page, kind, { width });
      await page.evaluate(async () => {
        await document.fonts.ready;
        const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
        // Longer than what comes late: it must come while one looks.
        await wait(400);
        for (let y = 0; y < Math.min(document.documentElement.scrollHeight, 12_000); y += innerHeight) {
          scrollTo(0, y);
          await wait(16);
        }
        await wait([...document.images].every((image) => image.complete) ? 30 : 400);
      });
      const shifts = await page.evaluate(() => window.shifts);
      const sum = shifts.reduce((total, shift) => total + shift.value, 0);
      if (sum >= 0.001) faults.push(`${width} px: ${sum.toFixed(4)}: ${[...new Set(shifts.flatMap((shift) => shift.what))].slice(0, 5).join('; ')}`);
    }
    none(faults, 'layout shift');
  });
}
