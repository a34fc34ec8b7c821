import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser } from './browser.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { executablePath, env } = await findBrowser()

/** Journeys in which something has to be done within a grace or a deadline of some seconds, which both mostly wait for: nothing else may run beside these two. */
const timed = /(seats|waiting)\.spec\.ts$/

/**
 * Journeys through the real terminal in a real browser, each with a hub of its own: three at a time, since most of what they do is to wait, and those
 * with a deadline afterwards.
 */
export default defineConfig({
  testDir: `${root}/e2e/journeys`,
  outputDir: `${root}/test-results`,
  globalSetup: `${root}/e2e/support/journeysSetup.ts`,
  workers: 3,
  // By journeys, not by files: each has a hub of its own, and the last file is not one worker's alone.
  fullyParallel: true,
  projects: [
    { name: 'three at a time', testIgnore: timed },
    { name: 'two alone', testMatch: timed, workers: 2, dependencies: ['three at a time'] },
  ],
  // A browser and a hub on a busy machine: who passes only at the second try is named at the end.
  retries: 1,
  timeout: 150_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ...(process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] === undefined ? [] : [['json'] as const])],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    actionTimeout: 30_000,
    trace: 'off',
    // A fuse that burns draws sixty frames a second, which was a seventh of the time; `keyboard.spec.ts` sees it burn. And looks are judged where nothing moves.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath, args: browserArguments, env: { ...process.env, ...env } },
  },
})
