import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { keptFolder, makeTestRoom } from './testRoom.ts'

/**
 * `npm test`: everything, one group after the other, then one line that adds up. A group that breaks down without counting anything counts as
 * one failure. Arguments go to vitest and leave the browser out: `npm test -- server/arbiter`.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const room = await makeTestRoom()

interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  success: z.boolean(),
})
const playwrightSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

/** Which signal has asked all of it to stop. */
let asked: NodeJS.Signals | null = null
let running: number | null = null

/** To the process, and to all that it has started. */
const tell = (group: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(-group, signal)
  } catch {
    return false
  }
}

/** What is left of a group that was asked to end: hubs, which stop what they run in their turn. */
const endGroup = async (group: number): Promise<void> => {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    tell(group, signal)
    for (let waited = 0; waited < 10_000 && tell(group, 0); waited += 50) await sleep(50)
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    asked ??= signal
    // Playwright takes down what it has started when it hears this one, and at no other.
    if (running !== null) process.kill(running, 'SIGINT')
  })

const run = async (
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> => {
  // A group of its own, so that Ctrl+C is heard here alone, and once by what is to stop.
  const child = spawn(command, args, {
    ...{ cwd: root, stdio: 'inherit', detached: process.platform !== 'win32' },
    env: { ...process.env, TMPDIR: room.folder, [keptFolder]: os.tmpdir(), ...environment },
  })
  running = child.pid ?? null
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (exitCode) => resolve(exitCode ?? 1))
  })
  if (asked !== null && running !== null) await endGroup(running)
  running = null
  return code
}

const bin = (name: string): string => path.join(root, 'node_modules', '.bin', name)

const countVitest = async (filters: readonly string[]): Promise<Count> => {
  const file = path.join(room.folder, 'vitest.json')
  const code = await run(bin('vitest'), [
    ...[
      'run',
      '--config',
      'e2e/support/vitest.config.ts',
      '--reporter',
      'default',
      '--reporter',
      'json',
      '--outputFile.json',
      file,
    ],
    ...filters,
  ])
  const report = reportSchema.safeParse(readJson(file))
  if (!report.success) return { passed: 0, failed: 1, skipped: 0 }
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests, numTodoTests } = report.data
  // A file that cannot be loaded fails without a test that fails.
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: numPendingTests + numTodoTests }
}

const countPlaywright = async (): Promise<Count> => {
  const file = path.join(room.folder, 'playwright.json')
  const code = await run(bin('playwright'), ['test', '--config', 'e2e/support/playwright.config.ts'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  const report = playwrightSchema.safeParse(readJson(file))
  if (!report.success) return { passed: 0, failed: 1, skipped: 0 }
  const { expected, unexpected: failed, flaky, skipped } = report.data.stats
  if (flaky > 0) process.stdout.write(`\n${flaky} of the journeys passed only at the second try: look into them\n`)
  return { passed: expected + flaky, failed: failed === 0 && code !== 0 ? 1 : failed, skipped }
}

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

const filters = process.argv.slice(2)
const parts = [() => countVitest(filters), ...(filters.length === 0 ? [countPlaywright] : [])]
const counts: Count[] = []
for (const count of parts) if (asked === null) counts.push(await count())
await room.clear()
if (asked !== null) {
  process.stdout.write('\nstopped\n')
  process.exit(128 + os.constants.signals[asked])
}
const total = counts.reduce((sum, one) => ({
  passed: sum.passed + one.passed,
  failed: sum.failed + one.failed,
  skipped: sum.skipped + one.skipped,
}))
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
