import type postgres from 'postgres'
import type { Queries, Sql } from './connect.ts'

/**
 * One connection kept for transactions in two round trips: `begin` travels with the statements that lock and read, `commit` with those that write.
 * The usual way takes four, and on a busy event loop every answer of PostgreSQL waits for its turn.
 */
export interface Session {
  /**
   * Runs a transaction. `work` sends its first statements before it awaits anything, and ends with `commit()` right after sending its last ones; if it
   * throws before that, everything is rolled back. When a statement sent before `commit()` fails, PostgreSQL turns the commit into a rollback.
   */
  transaction<Value>(work: (tx: Queries, commit: () => Promise<unknown>) => Promise<Value>): Promise<Value>
  close(): Promise<void>
}

/**
 * The driver sends what is shorter than this only at the end of the event loop's turn, behind all requests that have come in. The comment makes
 * the last statement, for which everybody waits, long enough to be sent at once.
 */
const sentAtOnce = 1_024
const commitNow = `commit /*${' '.repeat(sentAtOnce)}*/`

interface Open {
  readonly pool: Sql
  readonly tx: postgres.ReservedSql<{ bigint: number }>
}

/** @param connect opens a pool of one connection. One whose connection was lost is thrown away whole, and another opened. */
export const openSession = (connect: () => Sql): Session => {
  let current: Open | null = null

  const open = async (): Promise<Open> => {
    const pool = connect()
    try {
      current = { pool, tx: await pool.reserve() }
      return current
    } catch (error) {
      await pool.end({ timeout: 0 })
      throw error
    }
  }
  const close = async (): Promise<void> => {
    const closing = current
    current = null
    await closing?.pool.end({ timeout: 0 })
  }

  return {
    transaction: async (work) => {
      const { tx } = current ?? (await open())
      const begun = tx.unsafe('begin').execute()
      let isEnding = false
      const commit = (): Promise<unknown> => {
        isEnding = true
        return tx.unsafe(commitNow).execute()
      }
      try {
        const [value] = await Promise.all([work(tx, commit), begun])
        return value
      } catch (error) {
        if (isConnectionFault(error)) await close()
        else if (!isEnding) await tx.unsafe('rollback').catch(close)
        throw error
      }
    },
    close,
  }
}

/** The connection is gone or going: `08…` and `57P0…` are said by the server, the rest by the driver or the system. */
const isConnectionFault = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^(08|57P0|CONNECTION_|ECONN|EPIPE|ENOENT|ETIMEDOUT)/.test(String(error.code))
