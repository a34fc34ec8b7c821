import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleHub, hubArguments } from '../../server/bundle.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export const adminKey = 'test-admin-key'

/** A hub as users run it: a process of its own, which a test may kill. */
export interface HubProcess {
  readonly url: string
  readonly process: ChildProcess
  /** Everything it wrote to standard error. */
  readonly errors: () => string
  /** Resolves once it has ended, however. */
  readonly exited: Promise<unknown>
  /** Ends it as an operating system would: at once, PostgreSQL left behind. */
  kill(): Promise<void>
  /** Asks it to stop. @returns its exit code */
  stop(): Promise<number | null>
}

export interface HubOptions {
  readonly data: string
  readonly port?: number
  readonly environment?: Readonly<Record<string, string>>
}

let bundling: Promise<unknown> | null = null
/** The hub as its sources are, once for all who start hubs here. */
export const bundled = (): Promise<unknown> => (bundling ??= bundleHub())

/** Whoever ends without stopping them (a test that took too long, Ctrl+C) leaves no hub behind, nor its PostgreSQL. */
const living = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of living) child.kill('SIGTERM')
})

/** What somebody has set for a hub of their own is not for those that are tried here: they would write into its database. */
const withoutSettings = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('HOLDFAST_')))

/** Starts a hub and waits for its `ready` line. @throws Error with its standard error if it ends instead */
export const startHubProcess = async ({ data, port = 0, environment = {} }: HubOptions): Promise<HubProcess> => {
  await bundled()
  const child = spawn(process.execPath, hubArguments, {
    cwd: root,
    env: {
      ...withoutSettings(process.env),
      HOLDFAST_DATA: data,
      HOLDFAST_PORT: String(port),
      HOLDFAST_ADMIN_KEY: adminKey,
      HOLDFAST_LOG_LEVEL: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const exited = once(child, 'exit')
  living.add(child)
  void exited.then(() => living.delete(child))
  const url = await Promise.race([readyUrl(child), exited.then(() => null)])
  if (url === null) throw new Error(`the hub ended while it started: ${errors}`)
  return {
    url,
    process: child,
    errors: () => errors,
    exited,
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await exited
      }
      return child.exitCode
    },
  }
}

/** Where a program listens, by the line in which it says so. */
export const readyUrl = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const url = /^ready (\S+)$/m.exec(output)?.[1]
      if (url !== undefined) resolve(url)
    })
  })

/** A new folder that goes with the test. */
export const temporaryFolder = (): { folder: string; remove: () => void } => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hf-e2e-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
