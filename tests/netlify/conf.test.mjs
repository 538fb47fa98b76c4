// SPDX-License-Identifier: EUPL-1.2
// netlify.toml: Netlify's resolver takes it in every context, and every key of it is one that Netlify knows. The
// resolver takes unknown keys in silence, so these are ours to find.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import toml from '@iarna/toml';
import { resolveConfig } from '@netlify/config';
import { inFolder, netlifyScript, root } from './ambiente.mjs';

const run = promisify(execFile);
const text = await readFile(join(root, 'netlify.toml'), 'utf8');

const VALUE = null;
const BUILD = { base: VALUE, command: VALUE, publish: VALUE, ignore: VALUE, environment: { '*': VALUE }, processing: { html: { pretty_urls: VALUE } } };
const PLUGIN = { package: VALUE, inputs: { '*': VALUE } };
/** The keys of the documented format that a site of this kind may use; `*` is any name. */
const KEYS = { build: BUILD, plugins: PLUGIN, context: { '*': { ...BUILD, plugins: PLUGIN } } };

/** The keys of a configuration that are not in `KEYS`, with their path. */
function unknown(config, keys = KEYS, at = '') {
  if (Array.isArray(config)) return config.flatMap((one) => unknown(one, keys, at));
  return Object.entries(config).flatMap(([key, value]) => {
    const path = at ? `${at}.${key}` : key;
    const inside = Object.hasOwn(keys, key) ? keys[key] : keys['*'];
    if (inside === undefined) return [path];
    const nested = typeof value === 'object';
    if (nested !== (inside !== VALUE)) return [path];
    return nested ? unknown(value, inside, path) : [];
  });
}

/** What Netlify makes of a netlify.toml in a context. */
function resolve(repositoryRoot, context) {
  return resolveConfig({ repositoryRoot, offline: true, context, branch: context === 'production' ? 'main' : 'prova', mode: 'cli', buffer: true });
}

/** A repository with only this netlify.toml. */
function withToml(content, use) {
  return inFolder(async (folder) => {
    await mkdir(join(folder, '.git'));
    await writeFile(join(folder, 'netlify.toml'), content);
    await cp(join(root, 'netlify'), join(folder, 'netlify'), { recursive: true });
    return use(folder);
  });
}

test('every key is known', () => {
  assert.deepEqual(unknown(toml.parse(text)), []);
});

test('an unknown key is found, wherever it stands', () => {
  const wrong = text.replace('command =', 'comand =').replace('[build.environment]', '[build.enviroment]').replace('ignore =', 'ignora =');
  assert.deepEqual(unknown(toml.parse(wrong)).sort(), ['build.comand', 'build.enviroment', 'context.production.ignora']);
  assert.deepEqual(unknown(toml.parse('[build]\npublish = ["dist"]\n[[redirects]]\nfrom = "/a"\n')), ['build.publish', 'redirects']);
  assert.deepEqual(unknown(toml.parse('[[plugins]]\npackge = "/x"\n')), ['plugins.packge']);
});

test('the resolver takes it in every context, and the build is the same', async () => {
  for (const context of ['production', 'deploy-preview', 'branch-deploy', 'dev']) {
    await withToml(text, async (folder) => {
      const { config, buildDir } = await resolve(folder, context);
      assert.equal(buildDir, folder);
      assert.deepEqual([config.build.command, config.build.publish], ['sh scripts/netlify.sh', join(folder, 'dist')], context);
      assert.deepEqual([config.redirects, config.headers], [[], []], 'rules are written by the build');
      assert.deepEqual(Object.keys(config.build.environment).sort(), ['NODE_VERSION', 'RUSTUP_TOOLCHAIN'], 'no address, no secret');
      assert.equal(config.build.ignore !== undefined, context === 'production', context);
    });
  }
});

test('what the resolver does not take is an error', async () => {
  await withToml(text.replace('publish = "dist"', 'publish = 1'), (folder) => assert.rejects(resolve(folder, 'production'), /build\.publish/));
  await withToml(text.replace('[build]', '[build'), (folder) => assert.rejects(resolve(folder, 'production'), /Could not parse configuration file/));
});

test('who waits for the pipeline is built only by its hook', async () => {
  const { ignore } = toml.parse(text).context.production;
  const built = (env) => run('bash', ['-c', ignore], { env }).then(() => false, () => true);
  assert.equal(await built({}), true);
  assert.equal(await built({ SPORTELLO_WAIT_FOR_CI: 'si' }), false);
  assert.equal(await built({ SPORTELLO_WAIT_FOR_CI: 'si', INCOMING_HOOK_TITLE: 'pubblica' }), true);
});

test('what a build keeps is restored before it and saved after it', async () => {
  const { onPreBuild, onPostBuild } = await import(join(root, 'netlify/cache/index.js'));
  const calls = [];
  const cache = { restore: (paths) => calls.push(['restore', ...paths]), save: (paths) => calls.push(['save', ...paths]) };
  onPreBuild({ utils: { cache } });
  onPostBuild({ utils: { cache } });
  const kept = ['.cache/programma', '.cache/immagini', '.cache/npm'];
  assert.deepEqual(calls, [['restore', ...kept], ['save', ...kept]]);
  // The folders are those that the scripts and the program use.
  const used = await Promise.all(['scripts/programma.sh', 'generator/src/main.rs', 'scripts/netlify.sh'].map((path) => readFile(join(root, path), 'utf8')));
  kept.forEach((folder, index) => assert.ok(used[index].includes(folder), folder));
});

/** The arguments that scripts/netlify.sh gives to the program. */
async function argumentsOf(variables) {
  return inFolder(async (folder) => {
    const echo = join(folder, 'programma');
    await writeFile(echo, '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 });
    const { stdout, stderr } = await netlifyScript(variables, ['--out', 'x'], echo);
    const lines = stdout.trim().split('\n');
    return { said: stderr, args: lines.slice(lines.indexOf('build')) };
  });
}

test('production knows its functions, a preview only its own', async () => {
  const all = { SPORTELLO_FUNCTIONS_URL: 'https://vere.example', SPORTELLO_PREVIEW_FUNCTIONS_URL: 'https://prova.example', DEPLOY_PRIME_URL: 'https://deploy-preview-7--citta.example' };
  const { SPORTELLO_PREVIEW_FUNCTIONS_URL: _, ...without } = all;
  const preview = ['--noindex', '--base-url', 'https://deploy-preview-7--citta.example', '--out', 'x'];
  assert.deepEqual((await argumentsOf({ ...all, CONTEXT: 'production' })).args, ['build', '--functions-url', 'https://vere.example', '--out', 'x']);
  for (const CONTEXT of ['deploy-preview', 'branch-deploy', 'prova']) {
    assert.deepEqual((await argumentsOf({ ...all, CONTEXT })).args, ['build', '--functions-url', 'https://prova.example', ...preview]);
    assert.deepEqual((await argumentsOf({ ...without, CONTEXT })).args, ['build', ...preview]);
  }
  const { args, said } = await argumentsOf({ CONTEXT: 'production' });
  assert.deepEqual(args, ['build', '--out', 'x']);
  assert.match(said, /SPORTELLO_FUNCTIONS_URL non è impostata/);
});

test('what Netlify does not say stops the build', async () => {
  await assert.rejects(netlifyScript({}), (error) => error.code === 2 && /usa «make build»/.test(error.stderr));
  await assert.rejects(netlifyScript({ CONTEXT: 'deploy-preview' }), (error) => error.code !== 0 && /DEPLOY_PRIME_URL/.test(error.stderr));
});
