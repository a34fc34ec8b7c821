import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser } from './browser.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { executablePath, env } = await findBrowser()

/** Journeys through the real terminal in a real browser, one after the other: several look at times, and each starts a hub of its own. */
export default defineConfig({
  testDir: `${root}/e2e/journeys`,
  outputDir: `${root}/test-results`,
  globalSetup: `${root}/e2e/support/journeysSetup.ts`,
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...(process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] === undefined ? [] : [['json'] as const])],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    actionTimeout: 15_000,
    trace: 'off',
    launchOptions: { executablePath, args: browserArguments, env: { ...process.env, ...env } },
  },
})
