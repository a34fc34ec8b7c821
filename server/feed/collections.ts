import { holdStates } from '../../shared/holds/states.ts'
import type { Collection, DocumentOf } from '../../shared/protocol/feed.ts'
import { roles } from '../../shared/protocol/roles.ts'
import { bookables, bookings } from './bookingCollections.ts'
import { cases } from './caseCollection.ts'
import { seats } from './seatCollection.ts'
import type { Sql } from '../db/connect.ts'
import { readClaims } from '../arbiter/readHolds.ts'

/** How one collection of the replicas is read from the tables. */
export interface Source<C extends Collection> {
  /** The types of change on the feed whose subject is the id of one of its documents. */
  readonly types: readonly string[]
  /** True if a terminal gets only those of its own location. */
  readonly local: boolean
  /** What the first copy is ordered by. */
  idOf(document: DocumentOf<C>): string
  /** What the feed calls it, where that is not its id. */
  subjectOf?(document: DocumentOf<C>): string
  locationOf(document: DocumentOf<C>): string | null
  /** By what two documents of one subject are told apart, where there may be such: one for each of two locations. */
  keyOf?(document: DocumentOf<C>): string
  /** Documents in the order of their ids after `after`, for a first copy; nothing that is deleted. */
  page(sql: Sql, location: string, after: string, limit: number): Promise<DocumentOf<C>[]>
  /**
   * These documents as they are now, deleted ones marked; what is unknown is left out.
   * @param ids as the feed calls them
   * @param changes the types of the changes that told of them
   */
  byIds(sql: Sql, ids: readonly string[], changes: ReadonlySet<string>): Promise<DocumentOf<C>[]>
}

const columnsOfItem = (sql: Sql) => sql`
  sku, name, barcodes, price, currency, safety_stock as "safetyStock", flash_sale as "flashSale", listed, false as "_deleted"`

const items: Source<'items'> = {
  types: ['replica.item'],
  local: false,
  idOf: ({ sku }) => sku,
  locationOf: () => null,
  page: (sql, _location, after, limit) =>
    sql<
      DocumentOf<'items'>[]
    >`select ${columnsOfItem(sql)} from items where sku > ${after} order by sku limit ${limit}`,
  byIds: (sql, ids) =>
    sql<DocumentOf<'items'>[]>`select ${columnsOfItem(sql)} from items where sku = any(${[...ids]}::text[])`,
}

const columnsOfLevel = (sql: Sql) => sql`
  l.location || '/' || l.sku as id, l.location, l.sku, l.on_hand as "onHand", l.held, l.allotted, l.in_transit as "inTransit",
  l.in_return as "returning", l.quarantined, l.damaged, l.shortfall, i.safety_stock as "safetyStock", false as "_deleted"`

const levels: Source<'levels'> = {
  types: ['stock.changed'],
  local: true,
  idOf: ({ id }) => id,
  locationOf: ({ location }) => location,
  page: (sql, location, after, limit) =>
    sql<DocumentOf<'levels'>[]>`
      select ${columnsOfLevel(sql)} from stock_levels l join items i on i.sku = l.sku
      where l.location = ${location} and l.sku > ${after.slice(after.indexOf('/') + 1)} order by l.sku limit ${limit}`,
  byIds: (sql, ids) => {
    const keys = ids.map((id) => id.split('/'))
    return sql<DocumentOf<'levels'>[]>`
      select ${columnsOfLevel(sql)}
      from unnest(${keys.map(([location = '']) => location)}::text[], ${keys.map(([, sku = '']) => sku)}::text[]) as k (location, sku)
      join stock_levels l on l.location = k.location and l.sku = k.sku join items i on i.sku = l.sku`
  },
}

interface HoldRow {
  readonly id: string
  readonly state: string
  readonly channel: string
  readonly location: string
  readonly placedAt: number
  readonly expiresAt: number
  readonly endedAt: number | null
  readonly reason: string | null
  readonly terminal: string | null
  readonly staff: string | null
}

const columnsOfHold = (sql: Sql) => sql`
  id, state, channel, location, reason, terminal, staff,
  round(extract(epoch from placed_at) * 1000)::bigint as "placedAt", round(extract(epoch from expires_at) * 1000)::bigint as "expiresAt",
  round(extract(epoch from ended_at) * 1000)::bigint as "endedAt"`

const withLines = async (sql: Sql, rows: readonly HoldRow[]): Promise<DocumentOf<'holds'>[]> => {
  if (rows.length === 0) return []
  const lines = await readClaims(
    sql,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    ...row,
    state: holdStates.find((state) => state === row.state) ?? 'expired',
    lines: lines.get(row.id) ?? [],
    _deleted: row.state !== 'held',
  }))
}

const zeroUuid = '00000000-0000-0000-0000-000000000000'

const holds: Source<'holds'> = {
  types: ['hold.placed', 'hold.extended', 'hold.released', 'hold.confirmed', 'hold.expired', 'hold.arrived'],
  local: true,
  idOf: ({ id }) => id,
  locationOf: ({ location }) => location,
  page: async (sql, location, after, limit) =>
    withLines(
      sql,
      await sql<HoldRow[]>`
        select ${columnsOfHold(sql)} from holds
        where state = 'held' and location = ${location} and id > ${after === '' ? zeroUuid : after}::uuid order by id limit ${limit}`,
    ),
  byIds: async (sql, ids) => {
    const hot = await sql<HoldRow[]>`select ${columnsOfHold(sql)} from holds where id = any(${[...ids]}::uuid[])`
    const found = new Set(hot.map(({ id }) => id))
    const missing = ids.filter((id) => !found.has(id))
    // Of what was put away a replica that was gone for long hears only that it has ended.
    const away =
      missing.length === 0
        ? []
        : await sql<HoldRow[]>`select ${columnsOfHold(sql)} from holds_ended where id = any(${missing}::uuid[])`
    return withLines(sql, [...hot, ...away])
  },
}

interface StaffRow {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly pinHash: string
  readonly _deleted: boolean
}

const staffOf = (rows: readonly StaffRow[]): DocumentOf<'staff'>[] =>
  rows.map((row) => ({ ...row, role: roles.find((role) => role === row.role) ?? 'staff' }))

const staff: Source<'staff'> = {
  types: ['replica.staff'],
  local: false,
  idOf: ({ id }) => id,
  locationOf: () => null,
  page: async (sql, _location, after, limit) =>
    staffOf(
      await sql<StaffRow[]>`
        select id, name, role, pin_hash as "pinHash", false as "_deleted" from staff
        where active and id > ${after} order by id limit ${limit}`,
    ),
  byIds: async (sql, ids) =>
    staffOf(
      await sql<StaffRow[]>`
        select id, name, role, pin_hash as "pinHash", not active as "_deleted" from staff where id = any(${[...ids]}::text[])`,
    ),
}

type PlaceRow = Omit<DocumentOf<'places'>, 'type'> & { readonly type: string }

const placeTypes = ['location', 'channel', 'terminal'] as const

const placesOf = (rows: readonly PlaceRow[]): DocumentOf<'places'>[] =>
  rows.flatMap((row) => {
    const type = placeTypes.find((known) => known === row.type)
    return type === undefined ? [] : [{ ...row, type }]
  })

const allPlaces = (sql: Sql) => sql`
  select ('location:' || code) collate "C" as id, 'location' as type, code, name, time_zone as "timeZone", null as kind,
    null::integer as "holdTtlSeconds", false as "_deleted" from locations
  union all
  select ('channel:' || code) collate "C", 'channel', code, name, null, kind, hold_ttl_seconds, false from channels
  union all
  select ('terminal:' || id) collate "C", 'terminal', code::text, name, null, null, null, revoked_at is not null from terminals`

const places: Source<'places'> = {
  types: ['replica.place'],
  local: false,
  idOf: ({ id }) => id,
  locationOf: () => null,
  page: async (sql, _location, after, limit) =>
    placesOf(
      await sql<PlaceRow[]>`
        select * from (${allPlaces(sql)}) as p where id > ${after} and not "_deleted" order by id limit ${limit}`,
    ),
  byIds: async (sql, ids) =>
    placesOf(await sql<PlaceRow[]>`select * from (${allPlaces(sql)}) as p where id = any(${[...ids]}::text[])`),
}

/** Every collection of the replicas; the compiler names one that is missing. */
export const sources: { readonly [C in Collection]: Source<C> } = {
  ...{ items, levels, holds, staff, places },
  ...{ bookings, bookables, seats, cases },
}
