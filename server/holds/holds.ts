import { z } from 'zod'
import { holdStates, type HoldState } from '../../shared/holds/states.ts'
import type { Line } from '../../shared/kinds/registry.ts'
import type { Sql } from '../db/connect.ts'
import { claimsOf, holdsIn, type Places } from '../housekeeping/everyHold.ts'
import { everyKind } from '../kinds/registry.ts'
import { pageOf } from '../db/pages.ts'
import type { Customer } from '../arbiter/types.ts'

/** A hold as it is at the moment of reading: past its deadline it is expired, whether or not the sweep has come by (SPEC H3). */
export interface HoldRead {
  readonly id: string
  readonly state: HoldState
  readonly channel: string
  readonly location: string
  readonly placedAt: Date
  readonly expiresAt: Date
  readonly lines: readonly Line[]
  readonly endedAt: Date | null
  readonly reason: string | null
  readonly customer: Customer | null
}

export interface HoldsQuery {
  readonly state?: HoldState | undefined
  readonly channel?: string | undefined
  readonly location?: string | undefined
  readonly expiringWithinSeconds?: number | undefined
  /** The id of the last hold that was read. */
  readonly before?: string | undefined
  readonly limit: number
}

const holdColumns = (sql: Sql) => sql`
  h.id, case when h.state = 'held' and h.expires_at <= now() then 'expired' else h.state end as state,
  h.channel, h.location, h.placed_at as "placedAt", h.expires_at as "expiresAt",
  case when h.state = 'expired' or h.expires_at <= now() and h.state = 'held' then h.expires_at else h.ended_at end as "endedAt",
  h.reason, h.customer,
  (select coalesce(json_agg(c.told order by c.line), '[]') from (
    ${everyKind(sql, (kind) => kind.tellClaims(sql, claimsOf(sql, kind.claims)))}
  ) as c) as lines`

const inState = (sql: Sql, state: HoldState | undefined) => {
  switch (state) {
    case undefined:
      return sql`true`
    case 'held':
      return sql`h.state = 'held' and h.expires_at > now()`
    case 'expired':
      return sql`(h.state = 'expired' or h.state = 'held' and h.expires_at <= now())`
    case 'confirmed':
    case 'released':
      return sql`h.state = ${state}`
  }
}

/** Looks where most lie first: nearly nobody asks for what was put away. */
export const readHold = async (sql: Sql, id: string): Promise<HoldRead | null> =>
  (await readIn(sql, 'hot', id)) ?? (await readIn(sql, 'away', id))

const readIn = async (sql: Sql, places: Places, id: string): Promise<HoldRead | null> => {
  const [row] = await sql<HoldRead[]>`select ${holdColumns(sql)} from ${holdsIn(sql, places)} h where h.id = ${id}`
  return row ?? null
}

/** Holds in the order of their ids, newest first: a hold that is placed or ends meanwhile moves no other to another page. */
export const listHolds = async (
  sql: Sql,
  { state, channel, location, expiringWithinSeconds, before, limit }: HoldsQuery,
): Promise<{ data: HoldRead[]; nextCursor: string | null }> => {
  const expiring =
    expiringWithinSeconds === undefined
      ? sql`true`
      : sql`h.state = 'held' and h.expires_at > now() and h.expires_at <= now() + make_interval(secs => ${expiringWithinSeconds}::int)`
  const mayBeAway = state !== 'held' && expiringWithinSeconds === undefined
  const rows = await sql<HoldRead[]>`
    select ${holdColumns(sql)} from ${holdsIn(sql, mayBeAway ? 'all' : 'hot')} h
    where ${inState(sql, state)} and ${expiring}
      and ${channel === undefined ? sql`true` : sql`h.channel = ${channel}`}
      and ${location === undefined ? sql`true` : sql`h.location = ${location}`}
      and ${before === undefined ? sql`true` : sql`h.id < ${before}`}
    order by h.id desc limit ${limit + 1}`
  return pageOf(rows, limit, (row) => [row.id])
}

export const holdStateSchema = z.enum(holdStates)
