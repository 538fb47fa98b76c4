// SPDX-License-Identifier: EUPL-1.2
// Pictures of every page that a function answers, to be looked at: 360 and 1280 px, light and dark, the day on paper.
// `node foto-funzioni.mjs [folder] [page …]`, with SPORTELLO as for the tests; the names of pages are in passi.mjs.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as browsers } from 'playwright-core';
import { chromium, FLAGS } from './ambiente.mjs';
import { citizen, clerk, DESK_OFFICE, keeper, LAMP_OFFICE, reporter } from './passi.mjs';
import { open } from './sportello.mjs';

const [folder = 'foto', ...wanted] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

const counter = await open();
const browser = await browsers.launch({ executablePath: chromium(), args: FLAGS });
let count = 0;
try {
  const [key, keeperKey] = [await counter.key(DESK_OFFICE), await counter.key(LAMP_OFFICE)];
  for (const width of [360, 1280]) {
    const context = await browser.newContext({ baseURL: counter.url, locale: 'it-IT', timezoneId: 'Europe/Rome', viewport: { width, height: width === 360 ? 740 : 900 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const looks = (name) => [['chiaro', { colorScheme: 'light' }], ['scuro', { colorScheme: 'dark' }], ...(name === 'giornata' ? [['stampa', { media: 'print', colorScheme: 'light' }]] : [])];
    // Each comes with nothing of the one before.
    for (const walk of [citizen(page), clerk(page, key), reporter(page, counter), keeper(page, keeperKey)]) {
      await context.clearCookies();
      for await (const name of walk) {
        if (wanted.length > 0 && !wanted.includes(name)) continue;
        for (const [look, media] of looks(name)) {
          await page.emulateMedia({ media: 'screen', ...media });
          await page.screenshot({ path: join(folder, `${name}-${width}-${look}.png`), fullPage: true });
          count += 1;
        }
        await page.emulateMedia({ media: 'screen' });
      }
    }
    await context.close();
  }
} finally {
  await browser.close();
  await counter.close();
}
console.log(`${count} pictures in ${folder}`);
