import { defineConfig, devices } from '@playwright/test';

// Run by scripts/e2e.mjs, which starts the portal and the simulated GitHub and says where they are.
export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  outputDir: 'test-results',
  // One portal and one simulated GitHub serve all tests, so they take turns.
  workers: 1,
  fullyParallel: false,
  // A journey that passes only at the second attempt is a defect.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    channel: undefined,
    viewport: { width: 1280, height: 800 },
    baseURL: process.env.PORTAL_URL,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.PLAYWRIGHT_CHROMIUM_PATH,
      args: ['--no-sandbox', '--disable-gpu'],
    },
  },
});
