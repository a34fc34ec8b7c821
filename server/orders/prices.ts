import type { Line } from '../../shared/kinds/registry.ts'
import type { OrderLine } from '../../shared/orders/orders.ts'
import { planSchema } from '../../shared/seating/plan.ts'
import { rowsOf } from '../../shared/seating/planSeats.ts'
import { labelOf, partsOf } from '../../shared/seating/seatNames.ts'
import type { Sql } from '../db/connect.ts'

/** What is asked for, with the price of one piece where the caller sets it, in minor units. */
export interface Asked {
  readonly line: Line
  readonly price: number | undefined
}

interface Named {
  readonly name: string
  readonly price: number
}

/**
 * Gives lines their names and, where none was set, the prices of now: an item's own, a seat's by its category. Time has none of its own. What is
 * unknown keeps its code: the arbiter will say that it does not exist.
 */
export const priceLines = async (sql: Sql, asked: readonly Asked[]): Promise<OrderLine[]> => {
  const [items, seats] = await Promise.all([itemsOf(sql, asked), seatsIn(sql, asked)])
  return asked.map(({ line, price }): OrderLine => {
    const known = namedBy(line, items, seats)
    return { line, name: known.name, price: price ?? known.price }
  })
}

const namedBy = (line: Line, items: ReadonlyMap<string, Named>, seats: ReadonlyMap<string, Named>): Named => {
  switch (line.kind) {
    case 'stock':
    case 'preorder':
      return items.get(line.sku) ?? { name: line.sku, price: 0 }
    case 'seat':
      return seats.get(`${line.event}/${line.seat}`) ?? { name: `${line.event} ${line.seat}`, price: 0 }
    case 'slot':
      return { name: line.resource, price: 0 }
    // What it takes off is the order's discount (SPEC V5).
    case 'voucher':
      return { name: line.code, price: 0 }
  }
}

const itemsOf = async (sql: Sql, asked: readonly Asked[]): Promise<ReadonlyMap<string, Named>> => {
  const skus = asked.flatMap(({ line }) => (line.kind === 'stock' || line.kind === 'preorder' ? [line.sku] : []))
  if (skus.length === 0) return new Map()
  const rows = await sql<
    (Named & { sku: string })[]
  >`select sku, name, price from items where sku = any(${skus}::text[])`
  return new Map(rows.map(({ sku, ...named }) => [sku, named]))
}

const seatsIn = async (sql: Sql, asked: readonly Asked[]): Promise<ReadonlyMap<string, Named>> => {
  const events = [...new Set(asked.flatMap(({ line }) => (line.kind === 'seat' ? [line.event] : [])))]
  if (events.length === 0) return new Map()
  const rows = await sql<{ code: string; name: string; plan: unknown; prices: Record<string, number> }[]>`
    select code, name, plan, prices from events where code = any(${events}::text[])`
  return new Map(
    rows.flatMap(({ code, name, plan, prices }) => {
      const parsed = planSchema.parse(plan)
      const parts = partsOf(parsed.zones.map(({ name: zone = '' }) => zone))
      return rowsOf(parsed).flatMap(({ zone, seats }) =>
        seats.map((one): [string, Named] => [
          `${code}/${one.seat}`,
          { name: `${name} ${labelOf(parts[zone] ?? '', one)}`, price: prices[one.category] ?? 0 },
        ]),
      )
    }),
  )
}
