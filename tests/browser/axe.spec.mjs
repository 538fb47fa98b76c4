// SPDX-License-Identifier: EUPL-1.2
// axe-core finds nothing: WCAG 2.0, 2.1, 2.2 A and AA and its best practices,
// for every kind of page, narrow and wide, light and dark, closed and with all that opens opened.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import { KINDS } from './pagine.mjs';
import { none, openAllInPage, test, visit } from './attrezzi.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

async function violations(page, state, part) {
  // One frame and only the violations in full: half the time.
  const builder = new AxeBuilder({ page, axeSource }).setLegacyMode(true).options({ runOnly: { type: 'tag', values: TAGS }, resultTypes: ['violations'] });
  if (part) builder.include(part);
  const { violations: found, passes } = await builder.analyze();
  if (passes.length < 8) throw new Error(`axe looked at almost nothing: ${passes.length} rules passed`);
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => {
      const data = node.any.find((check) => check.data?.contrastRatio)?.data;
      const more = data ? ` (${data.contrastRatio}: ${data.fgColor} on ${data.bgColor})` : '';
      return `${state}: ${id}, ${help}${more}: ${node.target.join(' ')}`;
    }),
  );
}

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
