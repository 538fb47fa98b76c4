// SPDX-License-Identifier: EUPL-1.2
// Comics: the reader that shows one panel at a time, and a short film made now, whose captions and chapters a real
// parser reads and which a real browser plays. `scripts/ffmpeg.sh` brings ffmpeg.

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import webvtt from 'webvtt-parser';
import { root } from './ambiente.mjs';
import { expect, none, test, visit } from './attrezzi.mjs';
import { violations } from './axe.mjs';
import { serve } from './servitore.mjs';

const run = promisify(execFile);
/** Seconds of the film of `generator/tests/comics/prova.yaml`: 378 frames. */
const LENGTH = 15.12;
const COMIC = { url: '/fumetti/cie-rinnovo/' };

test('one panel at a time, by button and by key', async ({ page }) => {
  await visit(page, COMIC);
  const panels = page.locator('.vignetta');
  const count = await panels.count();
  expect(count).toBeGreaterThan(5);
  await expect(panels.filter({ visible: true })).toHaveCount(count);

  await page.getByRole('button', { name: 'Una vignetta alla volta' }).click();
  await expect(panels.filter({ visible: true })).toHaveCount(1);
  const status = page.locator('.comandi [role="status"]');
  await expect(status).toContainText(`Vignetta 1 di ${count}: Guarda la data`);
  const next = page.getByRole('button', { name: 'Successiva' });
  await next.click();
  await expect(next).toBeFocused();
  await expect(status).toContainText(`Vignetta 2 di ${count}`);
  await page.keyboard.press('End');
  await expect(status).toContainText(`Vignetta ${count} di ${count}`);
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('ArrowLeft');
  await expect(status).toContainText(`Vignetta ${count - 1} di ${count}`);
  expect(new URL(page.url()).hash).not.toBe('');
  none(await violations(page, 'one panel'), 'axe');

  await page.getByRole('button', { name: 'Una vignetta alla volta' }).click();
  await expect(panels.filter({ visible: true })).toHaveCount(count);
});

test('balloons are drawn where they can be read, and their words are beside the picture', async ({ page }) => {
  for (const [width, drawn] of [[360, false], [1280, true]]) {
    await visit(page, COMIC, { width });
    const first = page.locator('.vignetta').first();
    await expect(first.locator('.fumi')).toBeVisible({ visible: drawn });
    await expect(first.locator('.battuta').first()).toContainText('Teresa:');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
});

test.describe('a film', () => {
  test.describe.configure({ mode: 'serial', timeout: 240_000 });
  let folder;
  let server;

  test.beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sportello-film-'));
    const content = join(folder, 'content');
    await cp(join(root, 'generator/tests/base'), content, { recursive: true });
    await mkdir(join(content, 'fumetti'));
    await cp(join(root, 'generator/tests/comics/prova.yaml'), join(content, 'fumetti/prova.yaml'));
    // The official criteria want ten services on the list.
    const sheet = join(content, 'servizi/carta-identita.md');
    for (let copy = 1; copy < 10; copy += 1) await cp(sheet, join(content, `servizi/carta-identita-${copy}.md`));
    const program = resolve(process.env.SPORTELLO ?? join(root, 'target/release/sportello'));
    await run(program, ['build', '--films', 'require', '--content', content, '--film-shelf', join(folder, 'film'), '--out', join(folder, 'dist')], { cwd: root });
    server = await serve(join(folder, 'dist'));
  });

  test.afterAll(async () => {
    server?.close();
    if (folder) await rm(folder, { recursive: true });
  });

  test('plays, with the right length, captions and chapters', async ({ page }) => {
    await page.goto(`${server.url}/fumetti/prova/`);
    const video = page.locator('video');
    const data = JSON.parse(await page.locator('script[type="application/ld+json"]').last().textContent());
    expect(data).toMatchObject({ '@type': 'VideoObject', duration: 'PT0M15S', encodingFormat: 'video/mp4' });
    expect(data.hasPart).toHaveLength(2);
    const seen = await video.evaluate(async (film) => {
      const happens = (target, name) => new Promise((done) => target.addEventListener(name, done, { once: true }));
      film.textTracks[0].mode = 'showing';
      film.muted = true;
      film.preload = 'auto';
      film.load();
      await happens(film, 'loadeddata');
      film.currentTime = 6;
      await happens(film, 'seeked');
      const tracks = [...film.textTracks].map((track) => ({ kind: track.kind, cues: track.cues?.length ?? 0 }));
      const said = film.textTracks[0].activeCues?.[0]?.text ?? '';
      const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
      canvas.getContext('2d').drawImage(film, 0, 0);
      const paper = [...canvas.getContext('2d').getImageData(290, 100, 1, 1).data];
      await film.play();
      await happens(film, 'timeupdate');
      film.pause();
      return { duration: film.duration, width: film.videoWidth, height: film.videoHeight, tracks, said, paper, moved: film.currentTime };
    });
    expect(seen.width).toBe(1280);
    expect(seen.height).toBe(720);
    expect(Math.abs(seen.duration - LENGTH)).toBeLessThan(0.1);
    expect(seen.said).toContain('Buongiorno');
    expect(seen.tracks[0].cues).toBe(4);
    // The paper of the first balloon, whiter than the wall: a frame is what was drawn.
    expect(Math.min(...seen.paper.slice(0, 3))).toBeGreaterThan(245);
    expect(seen.moved).toBeGreaterThan(6);
    none(await violations(page, 'with a film'), 'axe');
  });

  test('captions and chapters are WebVTT', async ({ page }) => {
    await page.goto(`${server.url}/fumetti/prova/`);
    for (const kind of ['captions', 'chapters']) {
      const address = await page.locator(`track[kind="${kind}"]`).getAttribute('src');
      const text = readFileSync(join(folder, 'dist', address), 'utf8');
      const { cues, errors } = new webvtt.WebVTTParser().parse(text, kind);
      expect(errors).toEqual([]);
      expect(cues.length).toBeGreaterThan(2);
    }
  });
});
