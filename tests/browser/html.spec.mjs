// SPDX-License-Identifier: EUPL-1.2
// The Nu HTML checker finds neither errors nor warnings, and no template is left without a page under test.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './ambiente.mjs';
import { KINDS, UNSEEN } from './pagine.mjs';
import { measured, none, site, test } from './attrezzi.mjs';
import { messages } from './vnu.mjs';

test('the Nu HTML checker has nothing to say of any page', async () => {
  test.setTimeout(180_000);
  const map = await (await fetch(`${site()}/sitemap.xml`)).text();
  const paths = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => new URL(address).pathname);
  const wanted = new Map([...paths.map((path) => [path, 200]), ...KINDS.map(({ url, status }) => [url, status ?? 200])]);
  const pages = new Map();
  for (const [path, status] of wanted) {
    const response = await fetch(site() + path);
    if (response.status !== status) throw new Error(`${path} answered ${response.status}, not ${status}`);
    pages.set(path, await response.text());
  }
  measured('HTML', 'checked', `${pages.size} pages`);
  none(await messages(pages), 'messages of the Nu HTML checker');
});

test('every template has a page under test', async () => {
  const theme = join(root, process.env.TEMA ?? 'themes/bergamo', 'templates');
  const templates = (await readdir(theme)).filter((name) => name.endsWith('.html')).map((name) => name.replace('.html', ''));
  const shown = new Set(KINDS.map((kind) => kind.template ?? kind.name));
  none(templates.filter((name) => !shown.has(name) && !(name in UNSEEN)).map((name) => `${name}.html: add a line to pagine.mjs`), 'templates that no test sees');
});
