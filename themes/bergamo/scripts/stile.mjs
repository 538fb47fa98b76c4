// SPDX-License-Identifier: EUPL-1.2
// Compiles scss/stile.scss to assets/stile.css, and lists the classes of the library for the audit, unless
// nothing has changed since the last time; takes the map's library along, which a page loads when it is asked to.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'sass';

const HERE = join(import.meta.dirname, '..');
const TARGET = join(HERE, 'assets/stile.css');
const CLASSES = join(HERE, 'libreria/classi.txt');
const LIBRARY = join(HERE, 'node_modules/bootstrap-italia');

const MAP = join(HERE, 'node_modules/leaflet');

const time = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const sources = readdirSync(join(HERE, 'scss')).map((name) => join(HERE, 'scss', name));
const map = ['leaflet.js', 'leaflet.css'].map((name) => join(HERE, 'assets', name));
const newest = Math.max(...[...sources, join(LIBRARY, 'package.json'), join(MAP, 'package.json'), import.meta.filename].map(time));
if (Math.min(...[TARGET, CLASSES, ...map].map(time)) > newest) process.exit(0);

const { css } = compile(join(HERE, 'scss/stile.scss'), {
  style: 'compressed',
  loadPaths: [join(LIBRARY, 'src/scss')],
  quietDeps: true,
  // The library still uses @import and global functions.
  silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function', 'legacy-js-api'],
  logger: { debug() {}, warn() {} },
});
const { version } = JSON.parse(readFileSync(join(LIBRARY, 'package.json'), 'utf8'));
// The official check strips only double quotes from the version.
const styled = css
  .replace(/^\uFEFF/, '')
  // Rules of the library with data: addresses, which the site's content security policy does not allow.
  .replace(/(?<=[{}])[^{}@]+\{[^{}]*url\(["']?data:[^}]*\}/g, '')
  .replace(/--bootstrap-italia-version:\s*'[^']*'/, `--bootstrap-italia-version:"${version}"`);
if (!styled.includes(`--bootstrap-italia-version:"${version}"`)) throw new Error('the version of Bootstrap Italia is not in the style');
const inline = styled.match(/[^{};]*url\(["']?data:[^)]{0,60}/);
if (inline) throw new Error(`a data: address is in the style: ${inline[0]}`);
const whole = readFileSync(join(LIBRARY, 'dist/css/bootstrap-italia.min.css'), 'utf8');
// A class of a selector: a dot, then letters; `\\:` and the like stand for the sign itself.
const names = whole.matchAll(/\.(-?[A-Za-z_](?:[\w-]|\\.)*)/g);
const classes = [...new Set(Array.from(names, ([, name]) => name.replaceAll('\\', '')))].sort();
if (classes.length < 1000) throw new Error(`only ${classes.length} classes in the library`);
mkdirSync(join(HERE, 'libreria'), { recursive: true });
writeFileSync(CLASSES, `${classes.join('\n')}\n`);
const notice = '/*! Bootstrap Italia, BSD-3-Clause, Presidenza del Consiglio dei Ministri; theme EUPL-1.2 */\n';
writeFileSync(TARGET, notice + styled);
copyFileSync(join(MAP, 'dist/leaflet.js'), map[0]);
// Without the rules that need pictures of the library: we draw no such buttons and marks.
writeFileSync(map[1], readFileSync(join(MAP, 'dist/leaflet.css'), 'utf8').replace(/[^{}]+\{[^{}]*url\([^}]*\}/g, ''));
console.log(`assets/stile.css: ${Math.round(styled.length / 1024)} kB before pruning`);
