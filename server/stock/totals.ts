import { z } from 'zod'
import { codeSchema } from '../../shared/codes.ts'
import { printable } from '../../shared/text.ts'
import type { Sql } from '../db/connect.ts'
import { encodeCursor } from '../db/pages.ts'
import { matching } from '../catalogue/items.ts'
import { ofLevel } from '../kinds/stock/ofLevel.ts'

/** One item at all locations where it was ever counted. */
export interface Total {
  readonly sku: string
  readonly name: string
  /** False: not sold any more (SPEC N1). */
  readonly listed: boolean
  readonly onHand: number
  readonly held: number
  readonly available: number
  readonly locations: readonly TotalAt[]
}

export interface TotalAt {
  readonly location: string
  readonly onHand: number
  readonly held: number
  readonly available: number
  /** Live claims by channel. */
  readonly heldBy: Readonly<Record<string, number>>
}

export const totalSorts = ['sku', 'name', 'onHand', 'held', 'available'] as const
export type TotalSort = (typeof totalSorts)[number]

export const totalsCursorSchema = z.tuple([z.union([z.string().regex(printable), z.number()]), codeSchema])

/** True if a cursor is one of a list in this order: figures have numbers, names have texts. */
export const isCursorOf = (sort: TotalSort, [value]: readonly [string | number, string]): boolean =>
  typeof value === (sort === 'sku' || sort === 'name' ? 'string' : 'number')

export interface TotalsQuery {
  readonly query?: string | undefined
  readonly sort: TotalSort
  readonly descending: boolean
  /** Only what is not sold any more; else what is sold, and what is not but still lies somewhere. */
  readonly unlisted?: boolean | undefined
  readonly after?: readonly [value: string | number, sku: string] | undefined
  readonly limit: number
}

interface Named {
  readonly sku: string
  readonly name: string
  readonly listed: boolean
}

interface Sorted extends Named {
  readonly value: string | number
}

/** Items with their stock over all locations, in the order asked for. */
export const listTotals = async (
  sql: Sql,
  query: TotalsQuery,
): Promise<{ data: Total[]; nextCursor: string | null }> => {
  const rows = await pageOfItems(sql, query)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: await withLocations(sql, page),
    nextCursor: rows.length > query.limit && last !== undefined ? encodeCursor([last.value, last.sku]) : null,
  }
}

export const readTotal = async (sql: Sql, sku: string): Promise<Total | null> => {
  const items = await sql<Named[]>`select sku, name, listed from items where sku = ${sku}`
  const [total] = await withLocations(sql, items)
  return total ?? null
}

/** By SKU and by name the page is found by an index or a scan of the names; by a figure, all figures have to be added up first. */
const pageOfItems = (sql: Sql, wanted: TotalsQuery): Promise<Sorted[]> => {
  const { sort, descending, after, limit } = wanted
  const direction = descending ? sql`desc` : sql`asc`
  const beyond = descending ? sql`<` : sql`>`
  const passed =
    after === undefined ? sql`true` : sql`(value ${beyond} ${after[0]} or value = ${after[0]} and sku > ${after[1]})`
  return sql<Sorted[]>`
    select sku, name, listed, value from (${valued(sql, sort, wanted)}) v
    where ${passed} order by value ${direction}, sku limit ${limit + 1}`
}

const shown = (sql: Sql, { query, unlisted }: TotalsQuery) => sql`
  ${matching(sql, query)} and ${
    unlisted === true
      ? sql`not listed`
      : sql`(listed or exists (
    select from stock_levels l where l.sku = items.sku
      and (l.on_hand <> 0 or l.held > 0 or l.in_transit > 0 or l.in_return > 0 or l.quarantined > 0 or l.damaged > 0)))`
  }`

const valued = (sql: Sql, sort: TotalSort, query: TotalsQuery) => {
  switch (sort) {
    case 'sku':
      return sql`select sku, name, listed, sku as value from items where ${shown(sql, query)}`
    case 'name':
      return sql`select sku, name, listed, folded collate "C" as value from items where ${shown(sql, query)}`
    case 'onHand':
      return figure(sql, sql`sum(l.on_hand)`, query)
    case 'held':
      return figure(sql, sql`sum(l.held - coalesce(o.quantity, 0))`, query)
    case 'available':
      return figure(
        sql,
        sql`sum(case when i.listed then l.on_hand - l.held + coalesce(o.quantity, 0) - l.allotted - i.safety_stock else 0 end)`,
        query,
      )
  }
}

const figure = (sql: Sql, sum: ReturnType<Sql>, query: TotalsQuery) => sql`
  select i.sku, i.name, i.listed, coalesce(${sum}, 0)::float8 as value
  from (select * from items where ${shown(sql, query)}) i
  left join stock_levels l on l.sku = i.sku
  left join (
    select location, sku, sum(quantity) as quantity from stock_claims where active and expires_at <= now() group by location, sku
  ) o on o.location = l.location and o.sku = l.sku
  group by i.sku, i.name, i.listed`

const withLocations = async (sql: Sql, items: readonly Named[]): Promise<Total[]> => {
  const rows = await sql<(TotalAt & { sku: string })[]>`
    select l.sku, l.location, l.on_hand as "onHand", v.held,
      case when i.listed then l.on_hand - v.held - l.allotted - i.safety_stock else 0 end as available, v.held_by as "heldBy"
    from stock_levels l join items i on i.sku = l.sku
    cross join lateral (
      select coalesce(sum(c.quantity), 0)::int as held, coalesce(json_object_agg(c.channel, c.quantity), '{}') as held_by
      from (
        select h.channel, sum(c.quantity)::int as quantity from stock_claims c join holds h on h.id = c.hold
        where c.active and ${ofLevel(sql, 'c', sql`l.location`, sql`l.sku`)} and c.expires_at > now() group by h.channel
      ) c
    ) v
    where l.sku = any(${items.map(({ sku }) => sku)}::text[]) order by l.sku, l.location`
  return items.map(({ sku, name, listed }) => {
    const locations = rows.filter((row) => row.sku === sku).map(({ sku: _sku, ...at }) => at)
    const sum = (of: (at: TotalAt) => number): number => locations.reduce((total, at) => total + of(at), 0)
    return {
      sku,
      name,
      listed,
      onHand: sum((at) => at.onHand),
      held: sum((at) => at.held),
      available: sum((at) => at.available),
      locations,
    }
  })
}
