// SPDX-License-Identifier: EUPL-1.2
// Before all tests: the site. `SITO` is a base address of a running one; without it the folder `DIST` is served here.

import { dist } from './ambiente.mjs';
import { serve } from './servitore.mjs';

/** What the functions would say beside the static pages: three days that are free, a report. */
function functions() {
  const days = [1, 2, 3].map((ahead) => ({ day: new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10), free: 40 * ahead }));
  const reports = [{ url: 'https://www.comune.example/segnala/CD23-4FGH/', subject: null, kind_title: 'Lampione spento', status_title: 'Presa in carico' }];
  return { '/api/v1/bookables/cie-palazzo-uffici/days': JSON.stringify({ days }), '/api/v1/reports': JSON.stringify({ reports, next: null }) };
}

export default async function start() {
  if (process.env.SITO) {
    process.env.SITO = process.env.SITO.replace(/\/+$/, '');
    await fetch(`${process.env.SITO}/`).catch((cause) => {
      throw new Error(`${process.env.SITO}: il sito non risponde`, { cause });
    });
    return undefined;
  }
  const server = await serve(dist(), 0, { extra: functions() });
  process.env.SITO = server.url;
  return () => {
    delete process.env.SITO;
    server.close();
  };
}
