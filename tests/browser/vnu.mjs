// SPDX-License-Identifier: EUPL-1.2
// The Nu HTML checker on pages, all at once: Java starts slowly.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const jar = createRequire(import.meta.url)('vnu-jar');

/** What it says of these pages, name → HTML, a line each. */
export async function messages(pages) {
  const folder = await mkdtemp(join(tmpdir(), 'portale-html-'));
  try {
    const named = new Map();
    for (const [name, text] of pages) {
      const file = `${named.size}.html`;
      named.set(file, name);
      await writeFile(join(folder, file), text);
    }
    const { stdout } = await run('java', ['-Xss2m', '-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', folder], { maxBuffer: 64 << 20 });
    return JSON.parse(stdout).messages.map(({ type, subType, url, lastLine, message }) => `${subType ?? type}: ${named.get(url?.split('/').pop()) ?? url}:${lastLine ?? '-'}: ${message}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}
