import { defineConfig, devices } from '@playwright/test';

// Run by scripts/e2e.mjs, which starts portals with simulated upstreams and says where they are. Every
// worker reads this file and has one of them for itself.
const portals: Record<string, string>[] = JSON.parse(
  process.env.PORTALS ?? '[{}]',
);
Object.assign(
  process.env,
  portals[Number(process.env.TEST_PARALLEL_INDEX ?? 0)],
);

export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  outputDir: 'test-results',
  // The tests of one portal take turns, and those of one file have one portal.
  workers: portals.length,
  fullyParallel: false,
  // A journey that passes only at the second attempt is a defect.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Who passes waits for nothing; a machine that is busy with other things may need the time.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    channel: undefined,
    viewport: { width: 1280, height: 800 },
    baseURL: process.env.PORTAL_URL,
    // A trace of every test costs a third more of the processor; `--trace on` records one.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.PLAYWRIGHT_CHROMIUM_PATH,
      args: ['--no-sandbox', '--disable-gpu'],
    },
  },
});
