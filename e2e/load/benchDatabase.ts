import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { connect, type ConnectOptions, type Sql } from '../../server/db/connect.ts'
import { startCluster } from '../../server/db/embedded/cluster.ts'
import { migrate } from '../../server/db/migrate.ts'
import { ownDatabase } from './ownServer.ts'

export interface BenchDatabase {
  readonly connection: Omit<ConnectOptions, 'max' | 'name' | 'onClose' | 'givenUp'>
  open(max: number): Sql
  /** Wears it in (`wearIn`); a server that was named has its own past. */
  wearIn(): Promise<void>
  close(): Promise<void>
}

export const location = 'q1'

/** Makes the database one that has run for some time: its journal is written into files that were there before. */
export const wearIn = async (sql: Sql): Promise<void> => {
  for (let file = 0; file < 63; file += 1) {
    await sql`select pg_logical_emit_message(false, 'bench', 'something to write')`
    await sql`select pg_switch_wal()`
  }
  await sql`checkpoint`
}

/** A PostgreSQL of its own with full durability, thrown away afterwards. */
const ownCluster = async (settings: Readonly<Record<string, string>>) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hf-bench-'))
  const cluster = await startCluster({ folder, log: pino({ level: 'warn' }), settings })
  const remove = async (): Promise<void> => {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { connection: cluster.connection, remove }
}

/** A database of its own, migrated, with one location; thrown away afterwards. Where it needs settings of its own, never on a server that was named. */
export const benchDatabase = async (extra: Readonly<Record<string, string>> = {}): Promise<BenchDatabase> => {
  const named = Object.keys(extra).length === 0 ? await ownDatabase() : null
  const { connection, remove } =
    named === null
      ? await ownCluster({ max_connections: '300', ...extra })
      : { connection: { url: named.url }, remove: named.remove }
  await migrate(connection)
  const pools: Sql[] = []
  const open = (max: number): Sql => {
    const sql = connect({ ...connection, max, name: 'bench' })
    pools.push(sql)
    return sql
  }
  await open(1)`insert into locations values (${location}, 'Quận 1', 'Asia/Ho_Chi_Minh')`
  return {
    connection,
    open,
    wearIn: () => (named === null ? wearIn(open(1)) : Promise.resolve()),
    close: async () => {
      await Promise.all(pools.map((sql) => sql.end({ timeout: 2 })))
      await remove()
    },
  }
}

/** An item with so many on hand, booked as a movement. */
export const stockItem = async (sql: Sql, sku: string, onHand: number): Promise<void> => {
  await sql`insert into items (sku, name, folded, price, currency) values (${sku}, ${sku}, ${sku}, 1000, 'VND')`
  await sql`insert into stock_levels (location, sku, on_hand) values (${location}, ${sku}, ${onHand})`
  await sql`
    insert into stock_movements (location, sku, at, from_bucket, to_bucket, quantity, reason)
    values (${location}, ${sku}, now(), 'outside', 'available', ${onHand}, 'count')`
}
