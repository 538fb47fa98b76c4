// SPDX-License-Identifier: EUPL-1.2
// axe-core finds nothing: WCAG 2.0, 2.1, 2.2 A and AA and its best practices,
// for every kind of page, narrow and wide, light and dark, closed and with all that opens opened.

import { KINDS } from './pagine.mjs';
import { violations } from './axe.mjs';
import { none, openAllInPage, test, visit } from './attrezzi.mjs';

for (const kind of KINDS) {
  test(`${kind.name}: axe`, async ({ page }) => {
    const faults = [];
    for (const width of [1280, 360]) {
      await visit(page, kind, { width });
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        faults.push(...(await violations(page, `${width}, ${colorScheme}`)));
      }
    }
    const part = (await page.locator('main details').count()) > 0 ? 'main' : '[data-element="feedback"]';
    if ((await page.locator(part).count()) > 0) {
      await page.evaluate(openAllInPage);
      faults.push(...(await violations(page, '360, dark, opened', part)));
    }
    none([...new Set(faults)], 'axe violations');
  });
}
