import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const setupFiles = ['e2e/support/seed.ts']
/** Races that look at times: nothing else may run beside them. */
const timed = ['e2e/races/{lastUnits,stalledDatabase}.e2e.test.ts']
const root = fileURLToPath(new URL('../..', import.meta.url))
/** What is waited for may come late on a busy machine: a poll gives up only where nothing will come any more. */
const patient = { expect: { poll: { timeout: 20_000 } }, testTimeout: 60_000, hookTimeout: 60_000 }

/** Tests in groups: pure ones, those on a PostgreSQL, those that start whole hubs. Journeys in a browser have Playwright's own configuration. */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'pure',
          include: ['{shared,server,electron,renderer,e2e}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.pg.test.ts', '**/*.e2e.test.ts', '**/dist/**', '**/node_modules/**'],
          setupFiles,
          ...patient,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        root,
        test: {
          name: 'pg',
          include: ['{server,e2e}/**/*.pg.test.ts'],
          globalSetup: ['server/testing/globalSetup.ts'],
          // Loading the hub's modules anew for each file took a third of these tests' time; nothing in the hub lives outside of what a test makes.
          isolate: false,
          setupFiles,
          ...patient,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        root,
        test: {
          name: 'hub',
          include: ['{electron,e2e}/**/*.e2e.test.ts'],
          exclude: [...timed, '**/dist/**', '**/node_modules/**'],
          ...patient,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        root,
        test: {
          name: 'alone',
          include: timed,
          ...patient,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
