import { defineConfig } from '@playwright/test';

/** Flags with which Chromium runs in containers and behind closed networks alike. */
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

export default defineConfig({
  testDir: 'tests/journeys',
  // One platform at a time: CMS, site, database and browser share two cores.
  workers: 1,
  timeout: 120_000,
  forbidOnly: process.env.CI === 'true',
  use: {
    browserName: 'chromium',
    // What does not come is reported where it is missed, not at the end of the test.
    actionTimeout: 20_000,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH || undefined, args: flags },
  },
  projects: [
    { name: 'sqlite', metadata: { engine: 'sqlite' } },
    { name: 'postgres', metadata: { engine: 'postgres' } },
  ],
});
