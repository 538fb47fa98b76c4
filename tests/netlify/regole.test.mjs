// SPDX-License-Identifier: EUPL-1.2
// The rules that the build writes: Netlify's parsers have nothing against them, and for every address of the town
// Netlify and `sportello serve` say the same.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import { FUNCTIONS, build, inFolder, serve } from './ambiente.mjs';
import { open, readRules } from './netlify.mjs';

let folder;
let dist;
let server;
let rules;
let netlify;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sportello-netlify-'));
  dist = await build(folder);
  rules = await readRules(dist);
  netlify = await open(dist, rules);
  server = await serve(folder);
});

after(async () => {
  agent.destroy();
  await server?.close();
  if (folder) await rm(folder, { recursive: true });
});

/** A thousand addresses are asked, not a thousand connections opened. */
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** What the local server says to a browser that came to `host`. */
function asked(host, path) {
  return new Promise((done, failed) => {
    const { hostname, port } = new URL(server.url);
    const asking = request({ agent, hostname, port, path, method: 'HEAD', headers: { host } }, (response) => {
      response.resume();
      done({ status: response.statusCode, location: response.headers.location, headers: response.headers });
    });
    asking.once('error', failed).end();
  });
}

/** What only a server can know of a file, and what it says when no rule does. */
const OWN = new Set(['accept-ranges', 'connection', 'content-length', 'content-type', 'date', 'etag', 'keep-alive', 'transfer-encoding', 'vary']);

/** The headers that somebody decided. */
function decided(headers) {
  const rest = Object.entries(headers).filter(([name, value]) => !OWN.has(name) && !(name === 'cache-control' && value === 'public, max-age=0, must-revalidate'));
  return Object.fromEntries(rest.sort());
}

/** Asks both for an address; nothing when they agree. */
async function difference(host, path) {
  const [ours, theirs] = [await asked(host, path), netlify.ask(host, path)];
  const shown = ({ status, location, headers }) => JSON.stringify(location === undefined ? { status, headers: decided(headers) } : { status, location });
  if (theirs.proxy) return `${path}: Netlify asks the functions`;
  return shown(ours) === shown(theirs) ? undefined : `${host}${path}\n  sportello: ${shown(ours)}\n  Netlify:   ${shown(theirs)}`;
}

async function agree(host, paths) {
  const differences = (await Promise.all(paths.map((path) => difference(host, path)))).filter(Boolean);
  assert.deepEqual(differences.slice(0, 5), [], `${differences.length} of ${paths.length} addresses differ`);
}

async function files() {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(dist, join(entry.parentPath, entry.name))).sort();
}

/** The address of a file. */
const addressOf = (file) => encodeURI(`/${file.replace(/(^|\/)index\.html$/, '$1')}`);

test('the parsers of Netlify have nothing against the rules', () => {
  assert.deepEqual(rules.errors, []);
  assert.ok(rules.headers.length >= 3 && rules.redirects.length > 100, `${rules.headers.length} rules of headers, ${rules.redirects.length} of redirects`);
});

test('every line of the files became a rule', async () => {
  const lines = async (name) => (await readFile(join(dist, name), 'utf8')).split('\n').filter((line) => line.trim() && !line.startsWith('#'));
  assert.equal(rules.redirects.length, (await lines('_redirects')).length);
  const headers = await lines('_headers');
  assert.equal(rules.headers.length, headers.filter((line) => line.startsWith('/')).length);
  assert.equal(rules.headers.flatMap(({ values }) => Object.keys(values)).length, headers.filter((line) => !line.startsWith('/')).length);
});

test('what is wrong in a file of rules is found', async () => {
  await inFolder(async (broken) => {
    await writeFile(join(broken, '_headers'), 'X-A: prima di un percorso\n/*\n  X-B:\n');
    await writeFile(join(broken, '_redirects'), '/a\n/b c 301\n/.netlify/x /c 301\n/d  /e  301\n');
    const { errors, redirects } = await readRules(broken);
    assert.equal(errors.length, 5, errors.join('\n'));
    assert.deepEqual(redirects.map(({ from }) => from), ['/d']);
  });
});

test('pages, assets, data, and what is not published: same status and same headers, for every file', async () => {
  const all = await files();
  assert.ok(['_headers', '.sportello', '404.html', 'robots.txt'].every((file) => all.includes(file)) && all.some((file) => file.startsWith('assets/')) && all.some((file) => file.startsWith('dati/')));
  await agree(server.host, all.map(addressOf));
});

test('pages without their last slash, with a query, in a folder without a page, and what is not there', async () => {
  const pages = (await files()).filter((file) => file.endsWith('/index.html')).map(addressOf);
  await agree(server.host, pages.map((page) => page.slice(0, -1)));
  await agree(server.host, ['/servizi?a=b', '/servizi/?a=b', '/?a=b', '/assets/', '/assets', '/non-esiste', '/non-esiste/', '/dati/non-esiste.json', '/assets/x.css', '/_headers', '/_redirects', '/Servizi/', '/index.html', '/servizi/index.html', '/caff%C3%A8/']);
});

test('old addresses, of this host and of the others', async () => {
  const old = rules.redirects.filter(({ proxy }) => !proxy);
  for (const { host, path } of old) {
    await agree(host ?? server.host, [path, `${path.replace(/\/$/, '')}/`, `${path}?pagina=2`].map(encodeURI));
  }
  for (const host of new Set(old.map(({ host }) => host).filter(Boolean))) await agree(host, ['/', '/non-esiste', '/servizi/']);
});

test('an old address leads to a page of today in one step', () => {
  for (const { host, path } of rules.redirects.filter(({ proxy }) => !proxy)) {
    const { location } = netlify.ask(host ?? server.host, path);
    const { hostname, pathname } = new URL(location, `https://${server.host}`);
    assert.deepEqual([hostname, netlify.ask(hostname, pathname).status], [server.host, 200], `${host ?? ''}${path} → ${location}`);
  }
});

test('what has no page goes to the functions, signed; what has one stays a page', async () => {
  const proxies = rules.redirects.filter(({ proxy }) => proxy);
  assert.deepEqual(proxies.map(({ path }) => path), ['/api/*', '/assistenza/*', '/open311/*', '/operatori/*', '/prenota/*', '/segnala/*', '/valutazione']);
  assert.ok(proxies.every(({ signed, force, status }) => signed === 'PROXY_SECRET' && !force && status === 200), JSON.stringify(proxies));
  const service = (await files()).find((file) => /^prenota\/[^/]+\/index\.html$/.test(file)).split('/')[1];
  // These the functions answer: the path goes on as it came, last slash and query included.
  for (const path of ['/api/v1/bookables', '/api/v1/openapi.json', `/prenota/${service}/giorni/`, `/prenota/${service}/giorni/?settimana=2`, '/operatori/']) {
    assert.deepEqual(netlify.ask(server.host, path), { status: 200, proxy: FUNCTIONS + path, secret: 'PROXY_SECRET' });
    assert.equal((await asked(server.host, path)).status, 200, path);
  }
  assert.equal(netlify.ask(server.host, '/prenota/_mia/abc/appuntamento.ics').proxy, `${FUNCTIONS}/prenota/_mia/abc/appuntamento.ics`);
  assert.equal(netlify.ask(server.host, '/prenotazioni').status, 404, 'a prefix is a whole part of the path');
  for (const page of ['/prenota/', `/prenota/${service}/`, '/segnala/', '/assistenza/']) assert.equal(netlify.ask(server.host, page).file, `${page}index.html`);
});

test('what a page sends is never stopped by a page', async () => {
  const actions = new Set();
  for (const file of (await files()).filter((name) => name.endsWith('.html'))) {
    for (const [tag] of (await readFile(join(dist, file), 'utf8')).matchAll(/<form\b[^>]*\bmethod="?post[^>]*>/gi)) {
      actions.add(new URL(/\baction="?([^"\s>]*)/.exec(tag)?.[1] ?? '', `https://${server.host}${addressOf(file)}`).pathname);
    }
  }
  assert.ok(actions.has('/valutazione'), [...actions].join(' '));
  // Netlify takes `/x` and `/x/` for one address, and a file there comes before the functions.
  for (const action of actions) {
    for (const path of [action.replace(/\/$/, ''), `${action.replace(/\/$/, '')}/`]) {
      assert.ok(netlify.ask(server.host, path).proxy, `${path}: a form sends to an address where a page stands`);
    }
  }
});
