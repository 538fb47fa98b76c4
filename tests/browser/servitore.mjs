// SPDX-License-Identifier: EUPL-1.2
// Serves a built site as production does: the headers of `_headers`, the redirects of `_redirects`
// that have a local address, brotli or gzip, `404.html`. Nothing is injected into a page.
// Alone: `DIST=dist node servitore.mjs [port]`.

import { createServer } from 'node:http';
import { readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { dist } from './ambiente.mjs';

const TYPES = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.vtt': 'text/vtt; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};
const PACKED = /^(text\/|application\/(json|xml|manifest\+json|wasm)|image\/svg)/;

/** `_headers` → [{ matches(path), headers: [[name, value]] }] */
function readHeaders(text) {
  const rules = [];
  for (const line of text.split('\n')) {
    if (!line.trim() || line.trim().startsWith('#')) continue;
    if (/^\S/.test(line)) {
      const pattern = new RegExp(`^${line.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/:\w+/g, '[^/]+')}$`);
      rules.push({ matches: (path) => pattern.test(path), headers: [] });
    } else {
      const colon = line.indexOf(':');
      rules.at(-1).headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    }
  }
  return rules;
}

/** `_redirects` → Map(local path → [target, status]); whole addresses belong to other hosts. */
function readRedirects(text) {
  const redirects = new Map();
  for (const line of text.split('\n')) {
    const [from, to, status] = line.trim().split(/\s+/);
    if (from?.startsWith('/') && to && !from.includes('*') && !from.includes(':')) {
      redirects.set(from, [to, Number.parseInt(status ?? '301', 10)]);
    }
  }
  return redirects;
}

function optional(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Starts the server; port 0 lets the system choose.
 * For `rompi.mjs`: `change(body, path, type, headers)` may alter an answer, `extra` adds files, path → text.
 */
export function serve(folder, port = 0, { change = (body) => body, extra = {} } = {}) {
  const rules = readHeaders(optional(join(folder, '_headers')));
  const redirects = readRedirects(optional(join(folder, '_redirects')));
  const packed = new Map();

  function pack(body, encoding) {
    const key = encoding + createHash('sha1').update(body).digest('base64');
    if (!packed.has(key)) {
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } };
      packed.set(key, encoding === 'br' ? brotliCompressSync(body, quality) : gzipSync(body));
    }
    return packed.get(key);
  }

  function find(path) {
    if (path in extra) return { body: Buffer.from(extra[path]), type: TYPES[extname(path)] ?? TYPES['.html'] };
    const clean = normalize(path);
    if (clean.split(sep).includes('..') || /^\/(_headers|_redirects|\.)/.test(clean)) return undefined;
    const file = join(folder, clean);
    try {
      if (!statSync(file).isDirectory()) return { body: readFileSync(file), type: TYPES[extname(file)] ?? 'application/octet-stream' };
      if (!path.endsWith('/')) return { moved: `${path}/` };
      return { body: readFileSync(join(file, 'index.html')), type: TYPES['.html'] };
    } catch {
      return undefined;
    }
  }

  const server = createServer((request, response) => {
    let path;
    try {
      path = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    } catch {
      response.writeHead(400).end();
      return;
    }
    const headers = {};
    for (const rule of rules) if (rule.matches(path)) for (const [name, value] of rule.headers) headers[name] = value;
    let status = 200;
    let found = find(path);
    const redirect = redirects.get(path) ?? redirects.get(path.replace(/\/$/, ''));
    if (!found && redirect) {
      response.writeHead(redirect[1], { ...headers, Location: redirect[0] }).end();
      return;
    }
    if (found?.moved) {
      response.writeHead(301, { ...headers, Location: found.moved }).end();
      return;
    }
    if (!found) {
      status = 404;
      found = { body: readFileSync(join(folder, '404.html')), type: TYPES['.html'] };
    }
    headers['Content-Type'] = found.type;
    let body = change(found.body, path, found.type, headers);
    headers['Cache-Control'] ??= 'public, max-age=0, must-revalidate';
    if (PACKED.test(found.type)) {
      headers.Vary = 'Accept-Encoding';
      const accepted = request.headers['accept-encoding'] ?? '';
      const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
      if (encoding) {
        body = pack(body, encoding);
        headers['Content-Encoding'] = encoding;
      }
    }
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    if (range && !headers['Content-Encoding'] && status === 200) {
      const end = Math.min(range[2] ? Number(range[2]) : body.length - 1, body.length - 1);
      headers['Content-Range'] = `bytes ${range[1]}-${end}/${body.length}`;
      body = body.subarray(Number(range[1]), end + 1);
      status = 206;
    }
    headers['Content-Length'] = body.length;
    response.writeHead(request.method === 'POST' ? 405 : status, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve({ url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serve(dist(), Number(process.argv[2] ?? 0));
  console.log(url);
}
