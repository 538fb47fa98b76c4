// SPDX-License-Identifier: EUPL-1.2
// Proves the proofs: breaks the site in one way after another and wants the test for it to fail and to say why.
// `node rompi.mjs [words of a name]`, with DIST as for the tests. Not a part of the suite: for who changes a test.

import { spawn } from 'node:child_process';
import { dist, here } from './ambiente.mjs';
import { serve } from './servitore.mjs';

/** Adds to the style sheets, to the end of a page's main part, or replaces in pages. */
const css = (text) => ({ change: (body, path, type) => (type.startsWith('text/css') ? Buffer.concat([body, Buffer.from(text)]) : body) });
const page = (edit) => ({ change: (body, path, type, headers) => (type.startsWith('text/html') ? Buffer.from(edit(body.toString(), path, headers)) : body) });
const add = (html) => page((text) => text.replace('</main>', `${html}</main>`));
const swap = (from, to) => page((text) => text.replaceAll(from, to));
const script = (text) => ({ ...page((html) => html.replace('</head>', '<script src="/rompi.js" defer></script></head>')), extra: { '/rompi.js': text } });

const FOUND = (links) => `<!doctype html><html lang="it"><head><title>Cerca</title></head><body><main><form action="/cerca/"><input type="search" name="q"></form><p role="status">1 risultato</p><ol id="risultati">${links.map((link) => `<li><a href="${link}">x</a></li>`).join('')}</ol></main></body></html>`;

/** [file, test, what must be said, how the site is broken] */
const BREAKS = [
  ['axe', 'home: axe', /1280, light: color-contrast/, css('main p { color: #bbb !important; background: #fff !important }')],
  ['axe', 'home: axe', /1280, dark: color-contrast/, css('@media (prefers-color-scheme: dark) { main p { color: #777 !important; background: #666 !important } }')],
  ['axe', 'servizio: axe', /landmark-one-main|region/, page((html) => html.replace('<main ', '<div ').replace('</main>', '</div>'))],
  ['axe', 'servizio: axe', /opened: color-contrast/, css('[data-element=feedback-rating-answer] { color: #777 !important; background: #666 !important }')],
  ['axe', 'home: axe', /image-alt/, add('<img src="/x.png" width="9" height="9">')],
  ['html', 'Nu', /error: \/\S*:\d+: .*“p”/, add('<p><b>x</p>')],
  ['html', 'Nu', /warning: /, add('<section><p>x</p></section>')],
  ['collegamenti', 'links', /\/non-esiste\/ answers 404/, add('<a href="/non-esiste/">x</a>')],
  ['collegamenti', 'links', /#niente does not exist/, add('<a href="/#niente">x</a>')],
  ['collegamenti', 'links', /from elsewhere/, add('<img src="https://example.org/x.png" alt="">')],
  ['collegamenti', 'links', /holds up the page/, page((html) => html.replace('</head>', '<script src="/robots.txt"></script></head>'))],
  ['collegamenti', 'links', /style attribute/, add('<p style="color:red">x</p>')],
  ['collegamenti', 'titles', /“Uguale”/, page((html) => html.replace(/<title>[^<]*/, '<title>Uguale'))],
  ['collegamenti', 'titles', /lang="en"/, swap('lang="it"', 'lang="en"')],
  ['collegamenti', 'titles', /2 h1/, add('<h1>x</h1>')],
  ['collegamenti', 'site map is linked', /\/amministrazione\/uffici\//, swap('href="/amministrazione/uffici/"', 'href="/"')],
  ['collegamenti', 'does not exist answers', /no link to \/servizi\//, swap('href="/servizi/"', 'href="/"')],
  ['collegamenti', 'policy', /too wide/, { change: (body, path, type, headers) => { headers['Content-Security-Policy'] += "; style-src 'unsafe-inline'"; return body; } }],
  ['tastiera', 'home: Tab', /focus cannot be seen/, css('*:focus, *:focus-visible { outline: none !important; box-shadow: none !important; border-color: inherit }')],
  ['tastiera', 'servizi: Tab', /covered by/, css('.rompi { position: fixed; inset: 40% 0 0 0; z-index: 99; background: #fff }'), '<div class="rompi"></div>'],
  ['tastiera', 'home: Tab', /tabindex over 0/, add('<a href="/" tabindex="3">x</a>')],
  ['tastiera', 'home: Tab', /goes back (left|up)/, add('<p class="rompi-o"><a href="/">uno</a> <a href="/">due</a></p>'), undefined, '.rompi-o { display: flex; flex-direction: row-reverse }'],
  ['tastiera', 'home: Tab', /does not leave|never reached/, script("addEventListener('keydown', (e) => { if (e.key === 'Tab' && document.activeElement.closest('main')) e.preventDefault(); });")],
  ['tastiera', 'home 360: the skip', /outside the content/, script("addEventListener('hashchange', () => document.querySelector('header a').focus());")],
  ['tastiera', 'home 360: the skip', /is not seen/, css('body > a:first-child, body > :first-child a { opacity: 1; position: absolute !important; left: -9999px !important }')],
  ['tastiera', 'Shift', /way back differs/, script("addEventListener('keydown', (e) => { if (e.key === 'Tab' && e.shiftKey) { e.preventDefault(); document.querySelector('header a').focus(); } });")],
  ['impaginazione', 'home: reflow', /320 px: (the page scrolls|outside)/, css('main h2 { min-width: 500px !important }')],
  ['impaginazione', 'home: reflow', /320 px: cut below/, css('main h1 { height: .5em !important; overflow: hidden !important }')],
  ['impaginazione', 'home: reflow', /one upon the other/, css('main h1 { margin-bottom: -2em !important } main h1 + * { margin-top: -1em !important }')],
  ['impaginazione', 'home: reflow', /1280 px, text spacing: cut sideways/, add('<p class="rompi-s">Una frase che entra appena</p>'), undefined, '.rompi-s { width: 260px; overflow: hidden; white-space: nowrap; font-size: 18px !important }'],
  ['impaginazione', 'home: reflow', /target: .* too near/, add('<ul class="rompi-t"><li><a href="/">a</a></li><li><a href="/">b</a></li></ul>'), undefined, '.rompi-t { font-size: 9px !important; line-height: 1; padding: 0; list-style: none } .rompi-t a { font-size: 9px }'],
  ['impaginazione', 'home: text', /is not followed/, css('main p { font-size: 18px !important }')],
  ['impaginazione', 'home: text', /text 200 %, 1280 px: cut/, css('main h1 { height: 60px !important; overflow: hidden !important; font-size: 3rem !important }')],
  ['preferenze', 'home: forced', /less motion: .*transform/, css('main a { transition: transform 1s !important }')],
  ['preferenze', 'assistenza: forced', /no edge/, css('input, select, textarea { appearance: none !important; border: 0 !important; outline: 0 }')],
  ['preferenze', 'home: forced', /sign that cannot be seen/, add('<a href="/" aria-label="x"><svg width="20" height="20"><path fill="#000" d="M0 0h20v20H0z"/></svg></a>')],
  ['preferenze', 'home: forced', /focus has no outline/, css('*:focus-visible { outline: none !important; box-shadow: 0 0 0 4px red !important }')],
  ['preferenze', 'home: forced', /nav.* is printed/, css('@media print { .it-header-navbar-wrapper, .it-header-navbar-wrapper * { display: block !important } }')],
  ['preferenze', 'home: forced', /dark background/, css('@media print { body { background: #000 !important } }')],
  ['preferenze', 'for ever', /\/: /, css('@keyframes r { to { opacity: .9 } } main h1 { animation: r 1s infinite !important }')],
  ['preferenze', 'chosen vote', /toBe|Expected/, css('[data-element^=feedback-rate-] , [data-element^=feedback-rate-] * { appearance: none !important; background: none !important; border-color: ButtonText !important; color: ButtonText !important; box-shadow: none !important; outline: none !important } [data-element^=feedback-rate-]::before, [data-element^=feedback-rate-]::after, [data-element^=feedback-rate-] *::before, [data-element^=feedback-rate-] *::after { display: none !important } [data-element^=feedback-rate-]:has(:checked) { border-color: ButtonText !important }')],
  ['preferenze', 'dark and a light', /in light and in dark/, css('body { background: #fff !important }')],
  ['senza-javascript', 'home: read', /cannot be read/, css('main h2 { visibility: hidden }')],
  ['senza-javascript', 'home: read', /in the menu/, css('@media (max-width: 700px) { [data-element=news] { display: none !important } }')],
  ['senza-javascript', 'home: read', /does nothing/, add('<button type="button">x</button>')],
  ['senza-javascript', 'assistenza: read', /is sent to/, swap('action="/assistenza/invia/"', '')],
  ['senza-javascript', 'assistenza: read', /no label/, swap('for="cognome"', '')],
  ['senza-javascript', 'rating', /toBeHidden|hidden/, css('[data-element=feedback-rating-positive] { display: block !important }')],
  ['senza-javascript', 'help form', /Timeout|toMatchObject/, swap('name="cognome"', 'name="altro"')],
  ['bilancio', 'home: weight', /bytes, over 45000/, page((html) => `${html}<!--${Array.from({ length: 9000 }, (_, i) => Math.sin(i).toString(36).slice(3)).join('')}-->`)],
  ['bilancio', 'home: weight', /requests, over 6/, add(Array.from({ length: 7 }, (_, i) => `<img src="/robots.txt?${i}" alt="">`).join(''))],
  ['bilancio', 'home: weight', /another host/, page((html, path, headers) => { headers['Content-Security-Policy'] = ''; return html.replace('</main>', '<img src="http://localhost:9/x.png" alt=""></main>'); })],
  ['bilancio', 'home: weight', /policy: style-src/, add('<p style="color:red">x</p>')],
  ['bilancio', 'home: weight', /a cookie, a/, page((html, path, headers) => { headers['Set-Cookie'] = 'a=b'; return html; })],
  ['bilancio', 'home: weight', /console error: guasto/, script("console.error('guasto');")],
  ['bilancio', 'home: weight', /script error: rotto/, script("throw new Error('rotto');")],
  ['bilancio', 'home: nothing moves', /px: 0\.\d+/, script("setTimeout(() => { const p = document.createElement('p'); p.textContent = 'x'; p.style.height = '90px'; document.querySelector('main').prepend(p); }, 250);")],
  ['cerca', 'home 360', /no input|not in the first screen/, swap('type="search"', 'type="text"')],
  ['cerca', 'bolletta rifiuti', /first results/, { extra: { '/cerca/': FOUND(['/servizi/albergo-struttura-apertura/', '/', '/novita/', '/servizi/']) } }],
  ['cerca', 'words that nothing', /nessun risultato/, { extra: { '/cerca/': FOUND(['/']) } }],
  ['cerca', 'without JavaScript', /links/, { extra: { '/cerca/': FOUND(['/']) } }],
];

function run(file, name, url) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', `${file}.spec.mjs`, '-g', `\\b${name}`, '--workers', '1'], { cwd: here, env: { ...process.env, SITO: url } });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { text += data; });
    child.on('close', (code) => resolve({ code, text }));
  });
}

const only = process.argv.slice(2).join(' ');
let good = 0;
let bad = 0;
for (const [file, name, says, how, html, style] of BREAKS) {
  if (!`${file} ${name} ${says}`.includes(only)) continue;
  const first = how.change ?? ((body) => body);
  const change = (body, path, type, headers) => {
    let result = first(body, path, type, headers);
    if (html && type.startsWith('text/html')) result = Buffer.from(result.toString().replace('</main>', `${html}</main>`));
    if (style && type.startsWith('text/css')) result = Buffer.concat([result, Buffer.from(style)]);
    return result;
  };
  const server = await serve(dist(), 0, { change, extra: how.extra });
  const { code, text } = await run(file, name, server.url);
  server.close();
  if (code !== 0 && says.test(text)) {
    good += 1;
    console.log(`✔ ${file} › ${name}: ${says}`);
  } else {
    bad += 1;
    console.log(`✘ ${file} › ${name}: ${says} was not said (exit ${code})\n${text.split('\n').slice(0, 12).map((line) => `    ${line.slice(0, 300)}`).join('\n')}`);
  }
}
console.log(`${good} passed, ${bad} failed`);
process.exit(bad > 0 ? 1 : 0);
