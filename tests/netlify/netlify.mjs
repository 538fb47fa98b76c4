// SPDX-License-Identifier: EUPL-1.2
// What Netlify answers for a built site, by its own packages: the parsers of `_headers` and `_redirects`, which the
// build system runs, and the matcher of redirects, which its command line shares with its servers. The order in which
// files and rules are asked is ours, as Netlify documents it: a rule with `!`, a file, any other rule, `404.html`.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllHeaders } from '@netlify/headers-parser';
import { parseAllRedirects } from '@netlify/redirect-parser';
import redirector from 'netlify-redirector';

/** The rules of a folder, and what the parsers have against them. */
export async function readRules(folder) {
  const headers = await parseAllHeaders({ headersFiles: [join(folder, '_headers')], minimal: false });
  const redirects = await parseAllRedirects({ redirectsFiles: [join(folder, '_redirects')], minimal: false });
  return { headers: headers.headers, redirects: redirects.redirects, errors: [...headers.errors, ...redirects.errors].map((error) => error.message) };
}

/** The shape in which the matcher takes rules. */
function forMatcher({ from, query, signed, ...rule }) {
  return { ...rule, origin: from, params: query, ...(signed && { sign: { jwt_secret: signed } }) };
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Neither rules nor hidden files are published; `.well-known` is. */
function isPublished(path) {
  return path !== '/_headers' && path !== '/_redirects' && !/\/\.(?!well-known\/)/.test(path);
}

/** A host with these files and rules: `ask(host, address)` → { status, location?, file?, proxy?, secret?, headers }. */
export async function open(folder, { headers, redirects }) {
  const matcher = await redirector.parseJSON(JSON.stringify(redirects.map(forMatcher)), { jwtSecret: 'nobody', jwtRoleClaim: 'nobody' });

  function headersAt(path) {
    const all = {};
    for (const { forRegExp, values } of headers) {
      if (forRegExp.test(path)) for (const [name, value] of Object.entries(values)) all[name.toLowerCase()] = value;
    }
    return all;
  }

  function find(path) {
    if (!isPublished(path)) return undefined;
    if (path.endsWith('/')) return isFile(join(folder, path, 'index.html')) ? { file: `${path}index.html` } : undefined;
    if (isFile(join(folder, path))) return { file: path };
    return isFile(join(folder, path, 'index.html')) ? { moved: `${path}/` } : undefined;
  }

  function follow({ to, status, signingSecret }, path, search) {
    if (status >= 300 && status < 400) return { status, location: to.includes('?') ? to : to + search };
    if (/^https?:/.test(to)) return { status, proxy: to + search, secret: signingSecret };
    return { status, file: find(to)?.file, headers: headersAt(path) };
  }

  return {
    ask(host, address) {
      const { pathname, search } = new URL(address, `https://${host}`);
      const path = decodeURIComponent(pathname);
      const nothing = () => '';
      const rule = matcher.match({ scheme: 'https', host, path, query: search.slice(1), headers: {}, cookieValues: {}, getHeader: nothing, getCookie: nothing });
      const found = rule?.force ? undefined : find(path);
      if (found?.file) return { status: 200, ...found, headers: headersAt(path) };
      if (found) return { status: 301, location: found.moved + search };
      if (rule) return follow(rule, path, search);
      return { status: 404, file: '/404.html', headers: headersAt(path) };
    },
  };
}
