// SPDX-License-Identifier: EUPL-1.2
// Nothing is cut, pushed out or laid upon something else: at 320 px, with text at 200 % (three ways),
// with the text spacing of WCAG 1.4.12; and what one touches is at least 24 px (2.5.8).

import { KINDS } from './pagine.mjs';
import { layoutFaultsInPage, names, none, openAllInPage, restyleInPage, smallTargetsInPage, test, visit } from './attrezzi.mjs';

const SPACING = `
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }
`;

for (const kind of KINDS) {
  test(`${kind.name}: reflow, text spacing, targets`, async ({ page }) => {
    await names(page);
    const faults = [];
    const look = async (state, measure) => faults.push(...(await page.evaluate(measure)).map((fault) => `${state}: ${fault}`));
    await visit(page, kind, { width: 320 });
    await look('320 px, target', smallTargetsInPage);
    await page.evaluate(openAllInPage);
    await look('320 px', layoutFaultsInPage);
    await page.setViewportSize({ width: 1280, height: 900 });
    await look('1280 px, target', smallTargetsInPage);
    await look('1280 px', layoutFaultsInPage);
    await page.evaluate(restyleInPage, SPACING);
    await look('1280 px, text spacing', layoutFaultsInPage);
    await page.setViewportSize({ width: 360, height: 740 });
    await look('360 px, text spacing', layoutFaultsInPage);
    none(faults, 'layout');
  });

  test(`${kind.name}: text at 200 %`, async ({ page }) => {
    await names(page);
    const faults = [];
    const look = async (state) => faults.push(...(await page.evaluate(layoutFaultsInPage)).map((fault) => `${state}: ${fault}`));
    // Zoom of the whole page: half the width, and media queries know.
    await visit(page, kind, { width: 640, height: 450 });
    await page.evaluate(openAllInPage);
    await look('zoom 200 %');
    // The reader's own font size: media queries in em know.
    await page.setViewportSize({ width: 1280, height: 900 });
    const sizes = () => page.evaluate(() => [...document.querySelectorAll('p, li, a, label, button, summary, dd, td')].map((element) => [nameOf(element), Number.parseFloat(getComputedStyle(element).fontSize)]));
    const before = await sizes();
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    (await sizes()).forEach(([name, size], i) => {
      // Letters that were large already may grow less.
      if (size < before[i][1] * 1.9 && size < 36) faults.push(`the reader's font size is not followed: ${size} px, was ${before[i][1]}: ${name}`);
    });
    await look("reader's font 200 %");
    await session.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
    // Text alone: media queries do not know, the hardest.
    await page.evaluate(restyleInPage, ':root { font-size: 200% !important; }');
    await look('text 200 %, 1280 px');
    none(faults, 'text at 200 %');
  });
}
