import type { Transfer, TransferState } from '../../shared/transfers/transfers.ts'
import type { Sql } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'
import { selectTransfers } from './transferRows.ts'

export const readTransfer = async (sql: Sql, id: string): Promise<Transfer | null> =>
  (await selectTransfers(sql, sql`where t.id = ${id}`))[0] ?? null

export interface TransfersQuery {
  readonly state?: TransferState | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** The id of the last transfer that was read. */
  readonly before?: string | undefined
  readonly limit: number
}

/** Transfers in the order of their ids, newest first. */
export const listTransfers = async (
  sql: Sql,
  { state, from, to, before, limit }: TransfersQuery,
): Promise<{ data: Transfer[]; nextCursor: string | null }> => {
  const rows = await selectTransfers(
    sql,
    sql`
      where ${state === undefined ? sql`true` : sql`t.state = ${state}`}
        and ${from === undefined ? sql`true` : sql`t.from_location = ${from}`}
        and ${to === undefined ? sql`true` : sql`t.to_location = ${to}`}
        and ${before === undefined ? sql`true` : sql`t.id < ${before}::uuid`}
      order by t.id desc limit ${limit + 1}`,
  )
  return pageOf(rows, limit, ({ id }) => [id])
}
