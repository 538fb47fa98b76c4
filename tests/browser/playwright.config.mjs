// SPDX-License-Identifier: EUPL-1.2
import { defineConfig } from '@playwright/test';
import { chromium, FLAGS } from './ambiente.mjs';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: 'esiti',
  globalSetup: './avvio.mjs',
  fullyParallel: true,
  forbidOnly: true,
  workers: Number(process.env.OPERAI ?? 2),
  retries: 0,
  timeout: 60_000,
  reporter: [['./resoconto.mjs']],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: chromium(), args: FLAGS },
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
    // A page that waits for more than this is slow, not broken by chance.
    actionTimeout: 5_000,
    navigationTimeout: 15_000,
    trace: 'off',
  },
});
