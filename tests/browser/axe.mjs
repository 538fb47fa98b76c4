// SPDX-License-Identifier: EUPL-1.2
// axe-core on a page: WCAG 2.0, 2.1, 2.2 A and AA and its best practices.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** What axe finds on the page, or in a part of it; `state` says how the page is. */
export async function violations(page, state, part) {
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
