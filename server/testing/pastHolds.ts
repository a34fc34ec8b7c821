import { z } from 'zod'
import type { Sql } from '../db/connect.ts'
import type { Answered, TestHub } from './testHub.ts'

export const day = 86_400

export const line = (sku: string, quantity = 1) => ({ kind: 'stock', sku, quantity })

export const idOf = ({ body }: Answered): string => z.object({ id: z.uuid() }).parse(body).id

/** Places holds, ends them, and says where they lie. */
export const pastHolds = ({ ask }: TestHub, sql: Sql) => ({
  place: async (sku: string, more: object = {}): Promise<string> =>
    idOf(await ask('POST', '/v1/holds', { body: { location: 'q1', lines: [line(sku)], ...more } })),
  end: (hold: string, how: 'release' | 'confirm', body: object = {}): Promise<Answered> =>
    ask('POST', `/v1/holds/${hold}/${how}`, { body }),
  whereIs: async (hold: string): Promise<string> => {
    const [row] = await sql<{ hot: number; away: number; claims: number }[]>`
      select (select count(*) from holds where id = ${hold})::int as hot, (select count(*) from holds_ended where id = ${hold})::int as away,
        (select count(*) from stock_claims where hold = ${hold})::int as claims`
    return `${row?.hot} at hand with ${row?.claims} claims, ${row?.away} away`
  },
})

export const atHand = '1 at hand with 1 claims, 0 away'
export const away = '0 at hand with 0 claims, 1 away'
