import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { connect, type ConnectOptions } from '../db/connect.ts'
import { type Cluster, startCluster } from '../db/embedded/cluster.ts'
import { readSettings, type Settings } from '../settings.ts'
import { type NewEpoch, newEpoch } from './newEpoch.ts'

/** `npm run new-epoch`: for the database of the hub that these settings mean, while no hub runs. Exit code 0 done, 2 nothing was changed. */
const project = fileURLToPath(new URL('../..', import.meta.url))

const fail = (message: string): never => {
  process.stderr.write(`new-epoch: ${message}\n`)
  process.exit(2)
}

const refusals = {
  no_shop:
    'this database has no shop in it, so that nothing was changed: see that HOLDFAST_DATABASE_URL names the restored one',
  hubs_run: 'a hub is running on this database, so that nothing was changed: stop all its hubs, then say this again',
} as const

const tell = (said: NewEpoch): void => {
  if (!said.ok) throw new Error(refusals[said.why])
  process.stdout.write(`done: this database has the epoch ${said.epoch} now; nothing else in it was changed
Start its hub. Each of its ${said.terminals} terminals then drops its copy, fetches anew, and sends again what this database has not heard of.
If this is a copy for another shop, take out what came along: terminals in a manager’s settings, keys of channels by DELETE /v1/channels/…/keys/….
`)
}

const begin = async ({
  data,
  databaseUrl,
}: Settings): Promise<{ at: Partial<ConnectOptions>; cluster: Cluster | null }> => {
  if (databaseUrl !== null) return { at: { url: databaseUrl }, cluster: null }
  // Where there is nothing one would be made.
  if (!existsSync(path.join(data, 'postgres')))
    fail(`there is no database in ${data}, so that nothing was changed: set HOLDFAST_DATA to the restored folder`)
  const cluster = await startCluster({ folder: data, log: pino({ level: 'silent' }) })
  return { at: cluster.connection, cluster }
}

const main = async (): Promise<void> => {
  const read = readSettings(process.env, project)
  const { at, cluster } = await begin(read.ok ? read.settings : fail(read.message))
  const sql = connect({ ...at, max: 1, name: 'new-epoch' })
  try {
    tell(await newEpoch(sql))
  } finally {
    await sql.end({ timeout: 2 })
    await cluster?.stop()
  }
}

main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)))
