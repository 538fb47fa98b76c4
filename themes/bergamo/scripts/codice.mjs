// SPDX-License-Identifier: EUPL-1.2
// Writes js/*.js to assets/ without comments and spaces: what a citizen downloads is a third smaller, what we read is not.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const HERE = join(import.meta.dirname, '..');
const sources = readdirSync(join(HERE, 'js')).map((name) => join(HERE, 'js', name));

// Syntax stays as it is written: a browser that does not know it gets the page that works without scripts.
buildSync({ entryPoints: sources, outdir: join(HERE, 'assets'), minify: true, target: 'esnext', charset: 'utf8', logLevel: 'warning' });
