import type { Return, ReturnState, ToldReturn } from '../../shared/returns/returns.ts'
import type { Sql } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'
import { selectReturns, selectToldReturns } from './returnRows.ts'

/** A return with its story. */
export const readReturn = async (sql: Sql, id: string): Promise<ToldReturn | null> =>
  (await selectToldReturns(sql, sql`where r.id = ${id}`))[0]?.return ?? null

export interface ReturnsQuery {
  readonly state?: ReturnState | undefined
  readonly order?: string | undefined
  /** The code on the parcel. */
  readonly parcel?: string | undefined
  readonly location?: string | undefined
  /** The id of the last return that was read. */
  readonly before?: string | undefined
  readonly limit: number
}

/** Returns in the order of their ids, newest first. */
export const listReturns = async (
  sql: Sql,
  { state, order, parcel, location, before, limit }: ReturnsQuery,
): Promise<{ data: Return[]; nextCursor: string | null }> => {
  const rows = await selectReturns(
    sql,
    sql`
      where ${state === undefined ? sql`true` : sql`r.state = ${state}`}
        and ${order === undefined ? sql`true` : sql`r.order_id = ${order}::uuid`}
        and ${parcel === undefined ? sql`true` : sql`r.parcel = ${parcel}`}
        and ${location === undefined ? sql`true` : sql`r.location = ${location}`}
        and ${before === undefined ? sql`true` : sql`r.id < ${before}::uuid`}
      order by r.id desc limit ${limit + 1}`,
  )
  return pageOf(rows, limit, ({ id }) => [id])
}
