import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/**
 * `npm test`: everything, one group after the other, then one line that adds up. A group that breaks down without counting anything counts as
 * one failure. Arguments go to vitest and leave the browser out: `npm test -- server/arbiter`.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const work = path.join(os.tmpdir(), `holdfast-test-${process.pid}`)

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

const run = (
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal))
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })

const bin = (name: string): string => path.join(root, 'node_modules', '.bin', name)

const countVitest = async (filters: readonly string[]): Promise<Count> => {
  const file = path.join(work, 'vitest.json')
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
  const file = path.join(work, 'playwright.json')
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

mkdirSync(work, { recursive: true })
const filters = process.argv.slice(2)
const counts = [await countVitest(filters), ...(filters.length === 0 ? [await countPlaywright()] : [])]
rmSync(work, { recursive: true, force: true })
const total = counts.reduce((sum, one) => ({
  passed: sum.passed + one.passed,
  failed: sum.failed + one.failed,
  skipped: sum.skipped + one.skipped,
}))
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
