import type { Sql } from '../db/connect.ts'

/** That somebody had a customer erased. */
export interface Erasure {
  readonly at: Date
  /** Null: a program, over REST. */
  readonly staffName: string | null
  readonly terminalName: string | null
  /** How much; null: it was cut off. */
  readonly erased: number | null
}

/** The last times that a customer was erased, the newest first. */
export const listErasures = (sql: Sql, limit: number): Promise<Erasure[]> =>
  sql<Erasure[]>`
    select e.at, coalesce(s.name, e.staff) as "staffName", t.name as "terminalName", e.erased
    from erasures e left join staff s on s.id = e.staff left join terminals t on t.id = e.terminal
    order by e.id desc limit ${limit}`
