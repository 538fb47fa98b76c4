// SPDX-License-Identifier: EUPL-1.2
// The functions at work: the real program on a port of its own with a fresh folder of data, and what a citizen
// or a clerk does in its pages. `SPORTELLO` is the program, when it is not target/release/sportello.

import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { deflateSync, crc32 } from 'node:zlib';
import { test as base } from '@playwright/test';
import { root } from './ambiente.mjs';

const run = promisify(execFile);

/** Starts `sportello serve`, of another folder of content when one is named, and waits until it says where. */
export async function open({ content } = {}) {
  const program = resolve(process.env.SPORTELLO ?? join(root, 'target/release/sportello'));
  if (!existsSync(program)) throw new Error(`${program}: il programma non c'è; costruiscilo prima (cargo build --release), o indicalo con SPORTELLO=percorso`);
  const data = await mkdtemp(join(tmpdir(), 'sportello-dati-'));
  const child = spawn(program, ['serve', '--films', 'never', '--port', '0', '--data', data, '--limite', '100000', ...(content ? ['--content', content] : [])], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const url = await new Promise((found, failed) => {
    const hear = (chunk) => {
      said += chunk;
      const address = /https?:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (address) found(address[0]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`sportello serve ended with ${code}:\n${said}`)));
  });
  return {
    url,
    /** All that it has said so far. */
    said: () => said,
    /** A new key of an office. */
    async key(office) {
      const { stdout } = await run(program, ['key', 'new', office, '--data', data], { cwd: root });
      return /chiave di `[^`]+`: (\S+)/.exec(stdout)[1];
    },
    async close() {
      child.removeAllListeners('exit');
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      await rm(data, { recursive: true });
    },
  };
}

/** Tests that share one server a worker: each takes places of its own. */
export const test = base.extend({
  counter: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of what is wanted
    async ({}, use) => {
      const counter = await open();
      await use(counter);
      await counter.close();
      // What only we can mend is logged with a reference.
      const failures = counter.said().split('\n').filter((line) => /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4} /.test(line));
      if (failures.length > 0) throw new Error(`the server failed:\n${failures.join('\n')}`);
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: ({ counter }, use) => use(counter.url),
});

const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

let people = 0;

/** Somebody whom no limit knows yet, with a fiscal code whose check letter is right. */
export function person(name = 'Maria Rossi') {
  people += 1;
  const number = String((Date.now() + people) % 1000).padStart(3, '0');
  const letters = [people, process.pid].map((n) => String.fromCharCode(65 + (n % 26)));
  const first = `RS${letters[0]}MR${letters[1]}85T10A${number}`;
  const value = (c) => (c <= '9' ? Number(c) : c.charCodeAt(0) - 65);
  const sum = [...first].reduce((total, c, i) => total + (i % 2 === 0 ? ODD[value(c)] : value(c)), 0);
  return { name, email: `persona${process.pid}.${people}@posta.example`, phone: '035 000000', code: first + String.fromCharCode(65 + (sum % 26)), documents: '1', reason: 'Una pratica' };
}

/** Which of the free days is chosen: one that is far enough to be given back at any hour. */
export const AHEAD = 3;

/** From the list of days to the details: a free day and time, `day` days and `skip` times after the
 *  first: by then it can still be moved and given back, whatever hour it is now. */
export async function choose(page, id, { service, day = AHEAD, skip = 0 } = {}) {
  await page.goto(`/prenota/${id}/giorni/${service ? `?servizio=${service}` : ''}`);
  await page.locator('.scelte a').nth(day).click();
  await page.locator('.scelte button').nth(skip).click();
  await page.waitForURL(/\/[a-z2-7]{26}\/(\?|$)/);
}

/** Writes what the form asks; what it does not ask is left out. */
export async function write(page, who) {
  const fields = { nome: who.name, email: who.email, telefono: who.phone, codice_fiscale: who.code, documenti: who.documents, motivo: who.reason };
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name="${name}"]:not([type="hidden"])`);
    if ((await field.count()) > 0) await field.fill(value);
  }
}

/** Presses a button of a step, and waits for what comes. */
export async function press(page, step) {
  await Promise.all([page.waitForEvent('load'), page.locator(`button[value="${step}"]:not([aria-hidden])`).click()]);
}

/** How many places the first time of a day has free. */
export async function freeOf(page, times) {
  await page.goto(times);
  const text = await page.locator('.scelte li small').first().innerText();
  return text.startsWith('nessun') ? 0 : Number.parseInt(text, 10);
}

/** The letters to an address, when there are `count` of them: they are written in a moment, not at once. */
export async function letters(page, counter, to, count) {
  for (let round = 0; round < 40; round += 1) {
    const list = await (await page.request.get(`${counter.url}/dev/posta`)).text();
    const mine = [...list.matchAll(/<a href="([^"]+)">([^<]*)<\/a> <small>([^<]*)<\/small>/g)].filter(([, , , address]) => address === to);
    if (mine.length >= count) {
      return Promise.all(mine.map(async ([, url, subject]) => ({ subject: plain(subject), text: plain(await (await page.request.get(counter.url + url)).text()) })));
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`not ${count} letters to ${to} after ten seconds`);
}

const plain = (html) => html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** All of it, up to the page of the booking, whose address is given back. */
export async function book(page, id, { who = person(), ...settings } = {}) {
  await choose(page, id, settings);
  await write(page, who);
  await press(page, 'controlla');
  await press(page, 'conferma');
  await page.waitForURL(/\/_mia\//);
  return new URL(page.url()).pathname;
}

/** Signs an office in. */
export async function signIn(page, key) {
  await page.goto('/operatori/');
  await page.locator('[name="chiave"]').fill(key);
  await page.locator('main button[type="submit"]').click();
  await page.waitForURL(/\/giorno\//);
}

/** What somebody tells on a page of a report; what the page does not ask is left out. */
export async function tell(page, { address, point, district, subject, text, answer, email, privacy, files }) {
  const fill = async (name, value) => {
    if (value !== undefined) await page.locator(`main [name="${name}"]`).fill(value);
  };
  await fill('indirizzo', address);
  await fill('oggetto', subject);
  await fill('descrizione', text);
  await fill('email', email);
  if (point !== undefined) await page.locator('main [name="posizione"]').evaluate((field, value) => { field.value = value; }, point);
  if (district !== undefined) await page.locator('#quartiere').selectOption(district);
  if (answer !== undefined) await page.getByLabel(answer, { exact: true }).check();
  if (privacy) await page.locator('#privacy').check();
  if (files !== undefined) await page.locator('#foto_file').setInputFiles(files.map((buffer, i) => ({ name: `foto ${i}.png`, mimeType: 'image/png', buffer })));
}

/** All of it, up to the private page, whose address is given back. */
export async function report(page, { kind = 'lampione-spento', address = 'Via Broseta 12', district, answer = 'Uno solo', subject = 'Lampione spento', email = person().email, files } = {}) {
  await page.goto(`/segnala/nuova/?tipo=${kind}`);
  await tell(page, { address, district });
  await press(page, 'dove');
  await tell(page, { subject, text: 'Di sera è buio.', answer, files });
  await press(page, 'cosa');
  await tell(page, { email, privacy: true });
  await press(page, 'contatto');
  // Nobody types this in less than three seconds.
  await page.waitForTimeout(3_100);
  await press(page, 'invia');
  await page.waitForURL(/\/_mia\//);
  return new URL(page.url()).pathname;
}

/** What somebody writes into the help form; what is not named is left as it is. */
export async function tellHelp(page, { name, surname, email, category, service, text, privacy }) {
  const fields = { nome: name, cognome: surname, email, testo: text };
  for (const [field, value] of Object.entries(fields)) if (value !== undefined) await page.locator(`main #${field}`).fill(value);
  if (category !== undefined) await page.locator('#categoria').selectOption(category);
  if (service !== undefined) await page.locator('#servizio').selectOption(service);
  if (privacy) await page.locator('#privacy').check();
}

/** Asks for help from the static page; gives the code. */
export async function ask(page, { name = 'Maria', surname = 'Rossi', email = person().email, category = 'anagrafe-e-stato-civile', service = "Rinnovare o chiedere la carta d'identità elettronica", text = 'Quando posso venire?' } = {}) {
  await page.goto('/assistenza/');
  await tellHelp(page, { name, surname, email, category, service, text, privacy: true });
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Continua' }).click()]);
  // Nobody reads this in less than three seconds.
  await page.waitForTimeout(3_100);
  await press(page, 'invia');
  return page.locator('.codice strong').innerText();
}

/** Rates a page from its widget. */
export async function rate(page, address, vote, text) {
  await page.goto(address);
  await page.locator(`input[name="voto"][value="${vote}"]`).check();
  await page.locator('[data-element="feedback-input-text"]').fill(text);
  await Promise.all([page.waitForEvent('load'), page.locator('.valutazione button').click()]);
}

/** A picture of its own: PNG with a gradient. */
export function photo(width, height) {
  const chunk = (kind, data) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) rows.set([(x * 255) / width, (y * 255) / height, 90], y * (width * 3 + 1) + 1 + x * 3);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}
