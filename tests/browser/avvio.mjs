// SPDX-License-Identifier: EUPL-1.2
// Before all tests: the site. `SITO` is a base address of a running one; without it the folder `DIST` is served here.

import { dist } from './ambiente.mjs';
import { serve } from './servitore.mjs';

export default async function start() {
  if (process.env.SITO) {
    process.env.SITO = process.env.SITO.replace(/\/+$/, '');
    await fetch(`${process.env.SITO}/`).catch((cause) => {
      throw new Error(`${process.env.SITO}: il sito non risponde`, { cause });
    });
    return undefined;
  }
  const server = await serve(dist());
  process.env.SITO = server.url;
  return () => {
    delete process.env.SITO;
    server.close();
  };
}
