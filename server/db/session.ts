import type postgres from 'postgres'
import { Interruption } from '../../shared/interruption.ts'
import { connect, type ConnectOptions, type Queries, type Sql } from './connect.ts'

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
  /** Sends one statement, a transaction of its own, behind all that was sent before, without waiting for that. Not while `transaction` runs. */
  send<Row extends object>(statement: string, parameters: readonly (string | number)[]): Promise<readonly Row[]>
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
  /** When the connection is lost the driver forgets statements that wait behind one that it is just preparing; nobody else would hear of them. */
  readonly loss: Interruption<never>
}

/** How a session reaches the database. */
export type SessionOptions = Omit<ConnectOptions, 'max' | 'onClose'>

class GivenUp extends Error {
  readonly code = 'CONNECTION_ENDED'
  constructor() {
    super('the database was given up')
  }
}

class ConnectionLost extends Error {
  readonly code = 'CONNECTION_CLOSED'
  constructor() {
    super('the connection to the database was lost')
  }
}

/** Opens nothing before it is needed. A pool of one connection; when that is lost the pool is thrown away whole, and another opened. */
export const openSession = ({ givenUp, ...options }: SessionOptions): Session => {
  let current: Promise<Open> | null = null
  /** For one that is given up while it is connected. */
  let newest: Sql | null = null
  givenUp?.addEventListener('abort', () => void newest?.end({ timeout: 0 }))

  const open = async (): Promise<Open> => {
    const loss = new Interruption<never>()
    const pool = connect({ ...options, max: 1, onClose: () => loss.interrupt(Promise.reject(new ConnectionLost())) })
    newest = pool
    try {
      return { pool, tx: await pool.reserve(), loss }
    } catch (error) {
      current = null
      await pool.end({ timeout: 0 })
      throw error
    }
  }
  const opening = (): Promise<Open> => {
    if (givenUp?.aborted === true) throw new GivenUp()
    return (current ??= open())
  }
  /** Does nothing when another was opened since: of many statements under way each hears of the lost connection. */
  const close = async (closing: Promise<Open> | null): Promise<void> => {
    if (closing === null || closing !== current) return
    current = null
    const { pool } = await closing
    await pool.end({ timeout: 0 })
  }

  return {
    transaction: async (work) => {
      const opened = opening()
      const { tx, loss } = await opened
      const begun = tx.unsafe('begin').execute()
      let isEnding = false
      const commit = (): Promise<unknown> => {
        isEnding = true
        return tx.unsafe(commitNow).execute()
      }
      try {
        const [value] = await loss.or(Promise.all([work(tx, commit), begun]))
        return value
      } catch (error) {
        if (isConnectionFault(error)) await close(opened)
        else if (!isEnding) await tx.unsafe('rollback').catch(() => close(opened))
        throw error
      }
    },
    send: async <Row extends object>(statement: string, parameters: readonly (string | number)[]) => {
      const opened = opening()
      const { tx, loss } = await opened
      try {
        return await loss.or(tx.unsafe<Row[]>(statement, [...parameters], { prepare: true }))
      } catch (error) {
        if (isConnectionFault(error)) await close(opened)
        throw error
      }
    },
    close: () => close(current),
  }
}

/** The connection is gone or going: `08…` and `57P0…` are said by the server, the rest by the driver or the system. */
const isConnectionFault = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^(08|57P0|CONNECTION_|ECONN|EPIPE|ENOENT|ETIMEDOUT)/.test(String(error.code))
