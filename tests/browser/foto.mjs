// SPDX-License-Identifier: EUPL-1.2
// Pictures of every kind of page, to be looked at: 360, 768 and 1280 px, light and dark, and without JavaScript.
// `node foto.mjs [folder] [kind …]`, with SITO or DIST as for the tests. `INTERA=1` takes the whole page, not the first screen.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as browsers } from 'playwright-core';
import { chromium, FLAGS } from './ambiente.mjs';
import start from './avvio.mjs';
import { KINDS } from './pagine.mjs';

const [folder = 'foto', ...wanted] = process.argv.slice(2);
const fullPage = process.env.INTERA === '1';
mkdirSync(folder, { recursive: true });

const stop = await start();
const browser = await browsers.launch({ executablePath: chromium(), args: FLAGS });
let count = 0;
try {
  for (const javaScriptEnabled of [true, false]) {
    for (const width of [360, 768, 1280]) {
      const context = await browser.newContext({ javaScriptEnabled, locale: 'it-IT', viewport: { width, height: width === 360 ? 740 : 1000 }, reducedMotion: 'reduce' });
      const page = await context.newPage();
      for (const { name, url } of KINDS) {
        if (wanted.length > 0 && !wanted.includes(name)) continue;
        await page.goto(process.env.SITO + url);
        for (const colorScheme of ['light', 'dark']) {
          // Without JavaScript only what changes: one look is enough.
          if (!javaScriptEnabled && (colorScheme === 'dark' || width === 768)) continue;
          await page.emulateMedia({ colorScheme });
          const file = [name, width, colorScheme === 'dark' ? 'scuro' : 'chiaro', ...(javaScriptEnabled ? [] : ['senza-js'])].join('-');
          await page.screenshot({ path: join(folder, `${file}.png`), fullPage });
          count += 1;
        }
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  stop?.();
}
console.log(`${count} pictures in ${folder}`);
