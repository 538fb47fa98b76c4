// SPDX-License-Identifier: EUPL-1.2
// The Nu HTML checker finds neither errors nor warnings, and no template is left without a page under test.

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './ambiente.mjs';
import { KINDS, UNSEEN } from './pagine.mjs';
import { measured, none, site, test } from './attrezzi.mjs';

const run = promisify(execFile);
const jar = createRequire(import.meta.url)('vnu-jar');

test('the Nu HTML checker has nothing to say of any page', async () => {
  test.setTimeout(180_000);
  const folder = await mkdtemp(join(tmpdir(), 'portale-html-'));
  try {
    const map = await (await fetch(`${site()}/sitemap.xml`)).text();
    const paths = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => new URL(address).pathname);
    const pages = new Map([...paths.map((path) => [path, 200]), ...KINDS.map(({ url, status }) => [url, status ?? 200])]);
    const named = new Map();
    for (const [path, status] of pages) {
      const response = await fetch(site() + path);
      if (response.status !== status) throw new Error(`${path} answered ${response.status}, not ${status}`);
      const file = `${named.size}.html`;
      named.set(file, path);
      await writeFile(join(folder, file), await response.text());
    }
    const { stdout } = await run('java', ['-Xss2m', '-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', folder], { maxBuffer: 64 << 20 });
    const { messages } = JSON.parse(stdout);
    measured('HTML', 'checked', `${named.size} pages`);
    none(
      messages.map(({ type, subType, url, lastLine, message }) => `${subType ?? type}: ${named.get(url?.split('/').pop()) ?? url}:${lastLine ?? '-'}: ${message}`),
      'messages of the Nu HTML checker',
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('every template has a page under test', async () => {
  const theme = join(root, process.env.TEMA ?? 'themes/bergamo', 'templates');
  const templates = (await readdir(theme)).filter((name) => name.endsWith('.html')).map((name) => name.replace('.html', ''));
  const shown = new Set(KINDS.map((kind) => kind.template ?? kind.name));
  none(templates.filter((name) => !shown.has(name) && !(name in UNSEEN)).map((name) => `${name}.html: add a line to pagine.mjs`), 'templates that no test sees');
});
