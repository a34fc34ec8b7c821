import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { z } from 'zod'
import { connect, type Sql } from '../../server/db/connect.ts'
import { startCluster } from '../../server/db/embedded/cluster.ts'
import { forgetful } from '../../server/testing/forgetful.ts'
import { environmentOf } from './hubFleet.ts'
import { startHubProcess, temporaryFolder } from './hubProcess.ts'

/** Where the PostgreSQL of a run of journeys is, for those who run them in processes of their own. */
const variable = 'JOURNEYS_POSTGRES'
const serverSchema = z.object({ host: z.string(), port: z.number(), password: z.string() })
const template = 'demo_shop'

/** A hub with the demo shop, and where its customers transfer money to. */
export const demoHub = { HOLDFAST_DEMO: '1', HOLDFAST_BANK_ACCOUNT: '970436:0123456789:TIEM HIEN NHA' }

const findServer = () => serverSchema.parse(JSON.parse(process.env[variable] ?? '{}'))

const administer = async (work: (sql: Sql) => Promise<unknown>): Promise<void> => {
  const server = findServer()
  const sql = connect({ ...server, database: 'postgres', max: 1, name: 'journeys' })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}

/**
 * One PostgreSQL for all journeys of a run, and the demo shop set up in it once, by a hub: to start one for each, to migrate it and to fill the shop took
 * longer than to start its hub. What a start on an empty folder does is shown by the journey of a new shop and by `races/`.
 * @returns how to stop it
 */
export const startDatabases = async (): Promise<() => Promise<void>> => {
  const { folder, remove } = temporaryFolder()
  const settings = { ...forgetful, max_connections: '300' }
  const cluster = await startCluster({ folder, log: pino({ level: 'warn' }), settings })
  const close = async (): Promise<void> => {
    await cluster.stop()
    remove()
  }
  try {
    const { host = '', port = 5432, password = '' } = cluster.connection
    process.env[variable] = JSON.stringify({ host, port, password })
    await administer((sql) => sql`create database ${sql(template)}`)
    const { environment } = databaseOf(template)
    const hub = await startHubProcess({ data: `${folder}/hub`, environment: { ...demoHub, ...environment } })
    await hub.stop()
    return close
  } catch (error) {
    await close()
    throw error
  }
}

const databaseOf = (database: string) => ({ environment: environmentOf({ ...findServer(), database }) })

/** A database for a hub of its own, with the demo shop as it was set up a moment ago, and what the hub is told of it. */
export const ownDatabase = async () => {
  const database = `journey_${randomUUID().replaceAll('-', '')}`
  await administer((sql) => sql`create database ${sql(database)} template ${sql(template)} strategy file_copy`)
  return {
    ...databaseOf(database),
    drop: () => administer((sql) => sql`drop database ${sql(database)} with (force)`),
  }
}
