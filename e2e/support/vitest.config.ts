import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './longestFirst.ts'

const setupFiles = ['e2e/support/seed.ts']
/** Tests that show screens, which takes a page; their setup takes each away again. */
const screens = [
  'renderer/**/*.test.tsx',
  'renderer/app/{preferences,scanner/listenForScans}.test.ts',
  'renderer/features/returns/loneKey.test.ts',
]
/** Tests of terminals with copies of their own: RxDB counts all that are open in a process, so that each file's are closed after it. */
const copies = ['renderer/{sync,replica}/**/*.test.ts']
/** Beside them lie some that have none. */
const withoutCopies = [
  'renderer/sync/{catalogue,connection,feedProgress,fold,hubClock,hubKnowsWho,nextRequest,oneTab,signIn,trpcHub}.test.ts',
  'renderer/sync/{deadlines,fold,sorted,stockRows}.property.test.ts',
  'renderer/sync/{cart/sale,returns/photoBook,vouchers/voucherBook}.test.ts',
]
/** Races that look at times: nothing else may run beside them. */
const timed = ['e2e/races/{lastUnits,stalledDatabase}.e2e.test.ts']
const root = fileURLToPath(new URL('../..', import.meta.url))
/** What is waited for may come late on a busy machine: a poll gives up only where nothing will come any more. */
const patient = { expect: { poll: { timeout: 20_000 } }, testTimeout: 60_000, hookTimeout: 60_000 }

/** What runs in the first group, on both cores. */
const first = { ...patient, maxWorkers: 2, sequence: { groupOrder: 0 } }

/** And in the second: many wait for a deadline or for a hub that starts, and a third works meanwhile. */
const second = { ...patient, maxWorkers: 3, sequence: { groupOrder: 1 } }

/** Tests in groups: pure ones, then those on a PostgreSQL beside those that start whole hubs, then races that look at times. Journeys in a browser have Playwright's own configuration. */
export default defineConfig({
  root,
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        root,
        test: {
          name: 'pure',
          include: [
            '{shared,server,electron,e2e}/**/*.test.ts',
            'renderer/!(sync|replica)/**/*.test.ts',
            'renderer/*.test.ts',
            ...withoutCopies,
          ],
          exclude: [...screens, '**/*.pg.test.ts', '**/*.e2e.test.ts', '**/dist/**', '**/node_modules/**'],
          // What is pure keeps nothing between two files, so that one process may load the modules once for all.
          isolate: false,
          setupFiles,
          ...first,
        },
      },
      {
        root,
        test: {
          name: 'copies',
          include: copies,
          exclude: [...withoutCopies, '**/node_modules/**'],
          // To load RxDB and the terminal anew for each file took two fifths of these tests' time.
          isolate: false,
          setupFiles: [...setupFiles, 'renderer/replica/testing/closeAll.ts'],
          ...first,
        },
      },
      {
        root,
        test: {
          name: 'screens',
          include: screens,
          // To load the whole terminal anew for each file took as long as to try it.
          isolate: false,
          environment: 'happy-dom',
          setupFiles: [...setupFiles, 'renderer/testing/tidy.ts'],
          ...first,
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
          ...second,
        },
      },
      {
        root,
        test: {
          name: 'hub',
          include: ['{electron,e2e}/**/*.e2e.test.ts'],
          exclude: [...timed, '**/dist/**', '**/node_modules/**'],
          ...second,
        },
      },
      {
        root,
        test: {
          name: 'alone',
          include: timed,
          ...patient,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
