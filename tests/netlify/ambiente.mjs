// SPDX-License-Identifier: EUPL-1.2
// Where the tests run: the program, a site built as on Netlify, and the local server to compare it with.
// `SPORTELLO` is the program, when it is not target/release/sportello.

import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Where the functions of these tests are said to be. */
export const FUNCTIONS = 'https://funzioni.prova.example/produzione';

/** The program. */
export function program() {
  const path = resolve(process.env.SPORTELLO ?? join(root, 'target/release/sportello'));
  if (!existsSync(path)) throw new Error(`${path}: il programma non c'è; costruiscilo prima, o indicalo con SPORTELLO=percorso`);
  return path;
}

/** A folder that is gone after `use`. */
export async function inFolder(use) {
  const folder = await mkdtemp(join(tmpdir(), 'sportello-netlify-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs scripts/netlify.sh with these variables of Netlify's; what it says, or how it fails. */
export function netlifyScript(variables, args = [], path = program()) {
  const { PATH, HOME } = process.env;
  return run('sh', ['scripts/netlify.sh', ...args], { cwd: root, env: { PATH, HOME, SPORTELLO: path, ...variables } });
}

/** The town as production has it, in a folder `dist` of `folder`. */
export async function build(folder) {
  await netlifyScript({ CONTEXT: 'production', SPORTELLO_FUNCTIONS_URL: FUNCTIONS }, ['--films', 'never', '--out', join(folder, 'dist')]);
  return join(folder, 'dist');
}

/** Starts `sportello serve` for the address that production has, and waits until it says where it is. */
export async function serve(folder) {
  const { base_url: base } = JSON.parse(readFileSync(join(folder, 'dist-functions/catalogue.json'), 'utf8'));
  const child = spawn(program(), ['serve', '--films', 'never', '--port', '0', '--data', join(folder, 'data'), '--base-url', base], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const url = await new Promise((found, failed) => {
    const hear = (chunk) => {
      said += chunk;
      const address = /il sito è su (http:\/\/127\.0\.0\.1:\d+)/.exec(said);
      if (address) found(address[1]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`sportello serve ended with ${code}:\n${said}`)));
  });
  return {
    url,
    host: new URL(base).host,
    async close() {
      child.removeAllListeners('exit');
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
