// SPDX-License-Identifier: EUPL-1.2
// The built site under `netlify dev` (cli.sh), with a server of ours where the functions would be.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { createServer as createSocket } from 'node:net';
import { join } from 'node:path';
import { inFolder, netlifyScript } from './ambiente.mjs';
import { open, readRules } from './netlify.mjs';

const SECRET = 'un-segreto-di-prova-di-trentadue-caratteri';
const HOST = 'www.prova.example';

const freePort = () =>
  new Promise((done) => {
    const socket = createSocket().listen(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => done(port));
    });
  });

/** Answers with what it was asked. */
function functions() {
  const server = createServer(async (asked, reply) => {
    let body = '';
    for await (const piece of asked) body += piece;
    const { method, url, headers } = asked;
    reply.setHeader('content-type', 'application/json').end(JSON.stringify({ method, url, body, token: headers['x-nf-sign'] }));
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

/** What a JSON Web Token says, when it is signed with the secret. */
function claims(token) {
  const [header, payload, signature] = (token ?? '').split('.');
  assert.equal(createHmac('sha256', SECRET).update(`${header}.${payload}`).digest('base64url'), signature, `signed: ${token}`);
  assert.equal(JSON.parse(Buffer.from(header, 'base64url')).alg, 'HS256');
  return JSON.parse(Buffer.from(payload, 'base64url'));
}

function ask(port, path, { method = 'GET', body = '', headers = {} } = {}) {
  return new Promise((done, failed) => {
    const asking = request({ host: '127.0.0.1', port, path, method, headers: { ...(body && { 'content-type': 'application/x-www-form-urlencoded' }), ...headers } }, async (reply) => {
      let text = '';
      for await (const piece of reply) text += piece;
      done({ status: reply.statusCode, headers: reply.headers, text });
    });
    asking.once('error', failed).end(body);
  });
}

async function until(deed, seconds) {
  for (const end = Date.now() + seconds * 1000; ; ) {
    try {
      return await deed();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((done) => setTimeout(done, 500));
    }
  }
}

async function check(port, dist) {
  const rules = await readRules(dist);
  const netlify = await open(dist, rules);
  const same = async (path) => {
    const [here, expected] = [await ask(port, path), netlify.ask(HOST, path)];
    assert.equal(here.status, expected.status, path);
    if (expected.location) assert.equal(here.headers.location, expected.location, path);
    // The command line has its own word on caching, whatever the rules say.
    for (const [name, value] of Object.entries(expected.headers ?? {})) if (name !== 'cache-control') assert.equal(here.headers[name], value, `${path}: ${name}`);
  };
  for (const path of ['/', '/servizi/', '/prenota/', '/segnala/', '/assistenza/', '/dati/uffici.json', '/dati-aperti/', '/robots.txt', '/non-esiste']) await same(path);
  for (const { path } of rules.redirects.filter(({ host, proxy }) => !host && !proxy).slice(0, 20)) await same(path);

  for (const [path, options] of [
    ['/prenota/uno/giorni/?settimana=2', {}],
    ['/api/v1/bookings', { method: 'POST', body: 'a=b' }],
    ['/valutazione', { method: 'POST', body: 'voto=5' }],
    ['/assistenza/invia/', { method: 'POST', body: 'nome=x' }],
  ]) {
    const { status, text } = await ask(port, path, options);
    assert.equal(status, 200, path);
    const { token, ...reached } = JSON.parse(text);
    assert.deepEqual(reached, { method: options.method ?? 'GET', url: path, body: options.body ?? '' });
    const { iss, exp } = claims(token);
    assert.equal(iss, 'netlify');
    assert.ok(exp * 1000 > Date.now(), 'still good');
  }
}

await inFolder(async (folder) => {
  const server = await functions();
  const dist = join(folder, 'dist');
  await netlifyScript({ CONTEXT: 'production', SPORTELLO_FUNCTIONS_URL: `http://127.0.0.1:${server.address().port}` }, ['--out', dist]);
  // The command line takes the secret from here, not from the shell.
  await writeFile(join(folder, '.env'), `PROXY_SECRET=${SECRET}\n`);
  const port = await freePort();
  const child = spawn(process.env.NETLIFY, ['dev', '--offline', '--no-open', '--internal-disable-edge-functions', '--dir', 'dist', '--port', String(port)], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  try {
    await until(() => ask(port, '/robots.txt'), 120);
    await check(port, dist);
    console.log('netlify dev: tutto come dicono le regole');
  } catch (error) {
    console.error(said);
    throw error;
  } finally {
    process.kill(-child.pid, 'SIGTERM');
    server.close();
  }
});
