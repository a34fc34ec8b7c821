import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { readSettings } from './settings.ts'
import { startHub } from './startHub.ts'
import { WrongSetting } from './wrongSetting.ts'

/**
 * The hub as a program. The only reader of the environment. Prints `ready http://HOST:PORT` once it answers; logs go to standard error.
 * Exit codes: 0 stopped as asked, 1 a fault, 2 a wrong setting, be it only that its folder or port is in use.
 */
const project = fileURLToPath(new URL('..', import.meta.url))

const fail = (message: string, code: number): never => {
  process.stderr.write(`holdfast: ${message.replaceAll('\n', ' ')}\n`)
  process.exit(code)
}

/** A hub stops in 8 s, its PostgreSQL with it; one that hangs gets one more. */
const longestStopMs = 10_000

const read = readSettings(process.env, project)
const settings = read.ok ? read.settings : fail(read.message, 2)
const log = pino({ level: settings.logLevel, base: null }, pino.destination({ dest: 2, sync: false }))
if (read.ok && read.unread.length > 0)
  log.warn({ names: read.unread }, 'these are no settings of the hub and were not read: look for a mistyped name')

const main = async (): Promise<void> => {
  // A signal during the start stops the hub as soon as it has started.
  let askedToStop = false
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.on(signal, () => {
        askedToStop = true
        resolve()
      })
  })
  const hub = await startHub(settings, log, path.join(project, 'renderer', 'dist'))
  if (!askedToStop) process.stdout.write(`ready ${hub.url}\n`)
  const died = await Promise.race([asked.then(() => false), hub.died.then(() => true)])
  setTimeout(() => fail('it took too long to stop', 1), longestStopMs - 500).unref()
  await hub.stop()
  if (died) fail('its PostgreSQL has ended; postgres.log in the data folder says why', 1)
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    if (!(error instanceof Error)) return fail(String(error), 1)
    log.debug({ err: error }, 'the hub could not start')
    return fail(error.message, error instanceof WrongSetting ? 2 : 1)
  },
)
