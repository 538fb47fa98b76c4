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
import { none, site, test } from './attrezzi.mjs';

const run = promisify(execFile);
const jar = createRequire(import.meta.url)('vnu-jar');

test('the Nu HTML checker has nothing to say', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'portale-html-'));
  try {
    const files = [];
    for (const kind of KINDS) {
      const response = await fetch(site() + kind.url);
      if (kind.optional && response.status === 404) continue;
      const file = join(folder, `${kind.name}.html`);
      await writeFile(file, await response.text());
      files.push(file);
    }
    const { stdout } = await run('java', ['-Xss2m', '-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', ...files], { maxBuffer: 64 << 20 });
    const { messages } = JSON.parse(stdout);
    none(
      messages.map(({ type, subType, url, lastLine, message }) => `${subType ?? type}: ${url?.split('/').pop()}:${lastLine ?? '-'}: ${message}`),
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
