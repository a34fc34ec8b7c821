import type { Sql } from '../db/connect.ts'

/** An answer that took longer says too little of when the database gave it, in milliseconds. */
const longestAnswerMs = 1_000

/** The database's clock, in milliseconds, told without asking for it each time. */
export interface DatabaseClock {
  now(): number
  /** The database has just said so. */
  set(now: number): void
  /** Asks the database if that was last done longer ago than it should be, and waits for nothing: a database that hangs must not keep anybody from telling. */
  keepRight(): void
}

/**
 * A process's own clock counts evenly, but not as the database's does: it drifts by seconds in a day on some machines, and stands still while they sleep.
 * Terminals count the time that is left by what is told here.
 * @param rightForMs how long what the database said is gone by
 */
export const databaseClock = (sql: Sql, now: number, rightForMs: number): DatabaseClock => {
  let saidAt = performance.now()
  let ahead = now - saidAt
  let isAsking = false

  const set = (said: number): void => {
    saidAt = performance.now()
    ahead = said - saidAt
  }
  const ask = async (): Promise<void> => {
    const began = performance.now()
    isAsking = true
    try {
      const [row] = await sql<{ now: number }[]>`
        select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`
      if (row !== undefined && performance.now() - began <= longestAnswerMs) set(row.now)
    } catch {
      // Whoever asks for more than the time hears of it.
    }
    isAsking = false
  }
  return {
    now: () => Math.round(performance.now() + ahead),
    set,
    keepRight: () => {
      if (!isAsking && performance.now() - saidAt >= rightForMs) void ask()
    },
  }
}
