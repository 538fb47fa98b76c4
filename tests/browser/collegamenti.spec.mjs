// SPDX-License-Identifier: EUPL-1.2
// Every page of the site, found by following links from the home page and from the site map, without a browser:
// links answer, fragments exist, titles are unique, nothing is taken from another host, no script holds up the page.

import { DYNAMIC, KINDS } from './pagine.mjs';
import { measured, none, site, test } from './attrezzi.mjs';

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
const decode = (text) => text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (all, name) => {
  if (name.startsWith('#')) return String.fromCodePoint(/^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
  return ENTITIES[name] ?? all;
});

/** HTML → its start tags as { name, attributes }. Scripts and comments are left out. */
function tags(html) {
  const bare = html.replace(/<!--[\s\S]*?-->/g, '').replace(/(<script\b(?:"[^"]*"|'[^']*'|[^'">])*>)[\s\S]*?<\/script>/gi, '$1');
  const list = [];
  for (const [, name, rest] of bare.matchAll(/<([a-z][a-z0-9-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi)) {
    const attributes = {};
    for (const [, key, a, b, c] of rest.matchAll(/([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) attributes[key.toLowerCase()] = decode(a ?? b ?? c ?? '');
    list.push({ name: name.toLowerCase(), attributes });
  }
  return list;
}

/** The whole site, once for the tests of this file. */
async function crawl() {
  const base = site();
  const map = await (await fetch(`${base}/sitemap.xml`)).text();
  const mapped = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => new URL(decode(address)));
  // What the site calls itself: its own whole addresses are links inside it.
  const self = mapped[0]?.origin ?? base;
  const pages = new Map();
  const links = new Map();
  const queue = [];
  const want = (path, from) => {
    if (!links.has(path)) {
      links.set(path, from);
      queue.push(path);
    }
  };
  want('/', 'the start');
  for (const { pathname } of mapped) want(pathname, 'sitemap.xml');
  for (const { url, status } of KINDS) if (!status && !url.includes('?')) want(url, 'pagine.mjs');

  const faults = [];
  const local = (address, from) => {
    const url = new URL(address, `${self}${from}`);
    return url.origin === self || url.origin === base ? url : undefined;
  };

  async function look(path) {
    const response = await fetch(base + path, { redirect: 'manual', headers: { 'accept-encoding': 'identity' } });
    const type = response.headers.get('content-type') ?? '';
    if (response.status !== 200) {
      faults.push(`${path} answers ${response.status}${response.headers.get('location') ? ` → ${response.headers.get('location')}` : ''} (linked from ${links.get(path)})`);
      await response.arrayBuffer();
      return;
    }
    if (type.startsWith('text/css')) {
      for (const [, address] of (await response.text()).matchAll(/url\(\s*["']?([^"')]+)/g)) {
        const url = local(address, path);
        if (url) want(url.pathname, path);
        else faults.push(`${path} takes ${address} from elsewhere`);
      }
      return;
    }
    if (!type.startsWith('text/html')) {
      await response.arrayBuffer();
      return;
    }
    const html = await response.text();
    const list = tags(html);
    const page = { path, ids: new Set(), fragments: [], out: new Set(), title: decode(/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? ''), lang: '', h1: 0 };
    pages.set(path, page);
    for (const { name, attributes } of list) {
      if (attributes.id !== undefined) page.ids.add(attributes.id);
      if (name === 'html') page.lang = attributes.lang ?? '';
      if (name === 'h1') page.h1 += 1;
      if (attributes.style !== undefined) faults.push(`${path}: <${name}> has a style attribute, that the policy forbids`);
      const handler = Object.keys(attributes).find((key) => key.startsWith('on'));
      if (handler) faults.push(`${path}: <${name}> has ${handler}, that the policy forbids`);
      if (name === 'script' && attributes.src !== undefined && attributes.defer === undefined && attributes.async === undefined && attributes.type !== 'module') faults.push(`${path}: ${attributes.src} holds up the page: neither defer, async nor module`);

      const addresses = [];
      if (['a', 'area'].includes(name) && attributes.href !== undefined) addresses.push([attributes.href, 'link']);
      if (name === 'form' && (attributes.method ?? 'get').toLowerCase() === 'get') addresses.push([attributes.action ?? path, 'link']);
      if (name === 'link' && attributes.href !== undefined) addresses.push([attributes.href, /canonical|alternate|author|license|me/.test(attributes.rel) ? 'link' : 'part']);
      if (['img', 'script', 'source', 'video', 'audio', 'track', 'iframe', 'embed', 'input', 'use', 'image'].includes(name)) {
        for (const key of ['src', 'poster', ...(['use', 'image'].includes(name) ? ['href', 'xlink:href'] : [])]) if (attributes[key]) addresses.push([attributes[key], 'part']);
        for (const candidate of (attributes.srcset ?? '').split(/,\s+/)) if (candidate.trim()) addresses.push([candidate.trim().split(/\s+/)[0], 'part']);
      }
      for (const [address, use] of addresses) {
        if (/^(mailto|tel|sms):/.test(address)) {
          if (!/^(mailto:[^\s@]+@[^\s@]+\.[a-z]{2,}|tel:\+?[\d]{2,})/i.test(address)) faults.push(`${path}: ${address} cannot be used`);
          continue;
        }
        if (address === '' || address === '#' || /^javascript:/i.test(address)) {
          faults.push(`${path}: a <${name}> leads to “${address}”`);
          continue;
        }
        let url;
        try {
          url = local(address, path);
        } catch {
          faults.push(`${path}: ${address} is no address`);
          continue;
        }
        if (!url) {
          if (use === 'part') faults.push(`${path} takes ${address} from elsewhere`);
          continue;
        }
        if (DYNAMIC.some((pattern) => pattern.test(url.pathname))) continue;
        if (url.hash.length > 1 && use === 'link') page.fragments.push([url.pathname, decodeURIComponent(url.hash.slice(1))]);
        if (use === 'link' && name !== 'link') page.out.add(url.pathname);
        want(url.pathname, path);
      }
    }
    const canonical = list.find(({ name, attributes }) => name === 'link' && attributes.rel === 'canonical')?.attributes.href;
    if (canonical && new URL(canonical).pathname !== path) faults.push(`${path}: its canonical address is ${canonical}`);
  }

  async function work() {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) await look(path);
  }
  // A worker that finds the queue empty leaves; another round finds what the last ones brought.
  while (queue.length > 0) await Promise.all(Array.from({ length: 16 }, work));

  for (const { path, fragments } of pages.values()) {
    for (const [target, id] of fragments) {
      const there = pages.get(target);
      if (there && !there.ids.has(id)) faults.push(`${path}: ${target}#${id} does not exist`);
    }
  }
  return { pages, links, faults };
}

let crawled;
const whole = () => (crawled ??= crawl());
test.describe.configure({ mode: 'default' });

test('all internal links, fragments and parts answer', async () => {
  const { pages, links, faults } = await whole();
  if (pages.size < KINDS.length) throw new Error(`only ${pages.size} pages found`);
  measured('Crawl', 'the whole site', `${pages.size} pages, ${links.size} addresses followed`);
  none(faults, 'broken');
});

test('titles are unique, the language is that of the address, one heading of the first level', async () => {
  const { pages } = await whole();
  const faults = [];
  const titles = new Map();
  for (const { path, title, lang, h1 } of pages.values()) {
    if (!title.trim()) faults.push(`${path} has no title`);
    if (titles.has(title)) faults.push(`${path} and ${titles.get(title)} are both “${title}”`);
    titles.set(title, path);
    if (lang !== (path.startsWith('/en/') ? 'en' : 'it')) faults.push(`${path}: lang="${lang}"`);
    if (h1 !== 1) faults.push(`${path} has ${h1} h1`);
  }
  none(faults, 'pages that cannot be told apart');
});

test('every page of the site map is linked from another page', async () => {
  const { pages } = await whole();
  const linked = new Set();
  for (const { path, out } of pages.values()) for (const target of out) if (target !== path) linked.add(target);
  none([...pages.keys()].filter((path) => !linked.has(path)), 'pages that nobody links');
});

test('an address that does not exist answers 404 and offers a way on', async () => {
  const response = await fetch(`${site()}/servzi/carta-identita/`);
  const html = await response.text();
  const faults = [];
  if (response.status !== 404) faults.push(`answers ${response.status}`);
  for (const address of ['/', '/servizi/']) if (!tags(html).some(({ name, attributes }) => name === 'a' && attributes.href === address)) faults.push(`has no link to ${address}`);
  none(faults, 'the page of a missed address');
});

test('pages come with the strict policy', async () => {
  const policy = (await fetch(`${site()}/`)).headers.get('content-security-policy') ?? '';
  const faults = [];
  for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"]) if (!policy.includes(part)) faults.push(`“${part}” is missing`);
  if (/unsafe|data:|https?:|\*/.test(policy)) faults.push(`too wide: ${policy}`);
  none(faults, 'the policy');
});
