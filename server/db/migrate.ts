import { fileURLToPath } from 'node:url'
import path from 'node:path'
import Postgrator from 'postgrator'
import { WrongSetting } from '../wrongSetting.ts'
import { connect, type ConnectOptions } from './connect.ts'

/** All migrations take this advisory lock, so that hubs that start together go one after the other. The number has no meaning. */
const migrationLock = 4_070_001

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'migrations')

/**
 * Brings a database to the newest version: plain SQL files, numbered, each in its own transaction, none edited once landed (their MD5 is kept).
 * @throws Error when a file that was applied has changed; WrongSetting when PostgreSQL is older than 15, or a newer Holdfast has brought the database further than this one knows
 */
export const migrate = async (connection: Omit<ConnectOptions, 'max' | 'name'>, migrations = folder): Promise<void> => {
  const sql = connect({ ...connection, max: 1, name: 'holdfast migrate' })
  try {
    const [server] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`
    if (server === undefined || server.version < 150_000)
      throw new WrongSetting('the database of HOLDFAST_DATABASE_URL has to be PostgreSQL 15 or newer')
    // One connection: a session lock taken here holds for all that follows.
    await sql`select pg_advisory_lock(${migrationLock})`
    const postgrator = new Postgrator({
      migrationPattern: `${migrations.replaceAll('\\', '/')}/*.sql`,
      driver: 'pg',
      schemaTable: 'public.schema_version',
      execQuery: async (query) => ({ rows: [...(await sql.unsafe(query))] }),
      execSqlScript: async (script) => {
        await sql.begin((tx) => tx.unsafe(script).simple())
      },
    })
    // Left to itself it would take this for a wish to go back, and find nothing to do.
    const [reached, known] = [await postgrator.getDatabaseVersion(), await postgrator.getMaxVersion()]
    if (reached > known)
      throw new WrongSetting(
        `a newer version of Holdfast has brought this database forward (to ${reached}; this one knows it up to ${known}): start the newer one, or restore a backup from before`,
      )
    await postgrator.migrate()
  } finally {
    await sql.end({ timeout: 5 })
  }
}
