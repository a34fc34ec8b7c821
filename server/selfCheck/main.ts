import { fileURLToPath } from 'node:url'
import { connect } from '../db/connect.ts'
import { runningConnection } from '../db/embedded/runningConnection.ts'
import { readSettings } from '../settings.ts'
import { selfCheck } from './selfCheck.ts'

/** `npm run self-check`: checks the database of the hub that these settings mean, while it runs. Exit code 0 clean, 1 not, 2 it could not be asked. */
const project = fileURLToPath(new URL('../..', import.meta.url))

const fail = (message: string): never => {
  process.stderr.write(`self-check: ${message}\n`)
  process.exit(2)
}

const read = readSettings(process.env, project)
const settings = read.ok ? read.settings : fail(read.message)
const connection =
  settings.databaseUrl !== null
    ? { url: settings.databaseUrl }
    : (runningConnection(settings.data) ??
      fail(`no hub is running on ${settings.data}: start it first, or set HOLDFAST_DATA or HOLDFAST_DATABASE_URL`))
const sql = connect({ ...connection, max: 1, name: 'holdfast self-check' })
try {
  const { clean, differences } = await selfCheck(sql)
  for (const line of differences) process.stdout.write(`${line}\n`)
  process.stdout.write(
    clean ? 'clean: levels equal movements, holds equal claims\n' : `${differences.length} differences\n`,
  )
  process.exitCode = clean ? 0 : 1
} catch (error) {
  fail(error instanceof Error ? error.message : String(error))
} finally {
  await sql.end({ timeout: 2 })
}
