import type { Line } from '../../shared/kinds/registry.ts'
import { digitsOf } from '../../shared/money.ts'
import type { OrderLine } from '../../shared/orders/orders.ts'
import { maxAmount } from '../../shared/money.ts'
import { readCurrency } from '../catalogue/items.ts'
import type { Sql } from '../db/connect.ts'
import { announce, changed } from '../feed/announce.ts'
import { priceLines } from '../orders/prices.ts'
import { readOrder } from '../orders/readOrders.ts'
import type { ForeignOrder } from './connector.ts'
import { idOf } from '../idOf.ts'
import type { Deps, Done, Known } from './settleForeign.ts'

/** Stock may go while we ask for what was left of it. */
const mostTries = 5

interface Placed {
  /** What it costs here; null if nothing of it could be held. */
  readonly total: number | null
  readonly done: Done
}

/**
 * Holds what the shop sold, as an order here. The shop has sold it whatever we say: what nobody knows and what is not there is a discrepancy each, for a
 * person to see to, and everything else is held.
 */
export const placeForeign = async (deps: Deps, known: Known): Promise<Placed> => {
  const { sql } = deps
  const { connected, foreign, order } = known
  const wanted = await linesOf(sql, foreign)
  let lines: readonly OrderLine[] = wanted.known
  let total: number | null = null
  const number = `${connected.channel}-${foreign.number}`.slice(0, 200)
  const currency = await readCurrency(sql)
  for (let tries = 0; lines.length > 0 && total === null && tries < mostTries; tries += 1) {
    const verdict = await known.submit(
      {
        ...{
          type: 'order.place',
          order,
          hold: idOf(order, 'hold'),
          adopts: false,
          number,
          location: connected.location,
        },
        ...{ currency, lines: [...lines], method: 'bank_transfer', plan: [], customer: foreign.customer, isSold: true },
      },
      `${order} place ${tries}`,
    )
    if (verdict.accepted) total = verdict.outcome.type === 'order' ? verdict.outcome.order.total : 0
    else if (verdict.rejection.code === 'conflict') lines = withoutConflicts(lines, verdict.rejection.conflicts)
    else if (verdict.rejection.code === 'hold_exists') {
      // It was placed so long ago that its verdict was put away (SPEC A4), or by another message with other lines.
      const placed = (await readOrder(sql, order))?.order
      if (placed === undefined) return refusedFor(verdict.rejection.code)
      total = placed.total
      lines = placed.lines
    } else return refusedFor(verdict.rejection.code)
  }
  const short = missing(wanted.known, total === null ? [] : lines)
  await raise(deps, known, wanted.unknown, short)
  const unknown = wanted.unknown.map(({ sku }) => sku)
  const amiss = unknown.length + short.length > 0
  return { total, done: { outcome: 'held', unknown, short: short.map(({ sku }) => sku), amiss } }
}

const refusedFor = (code: string): Placed => ({
  total: null,
  done: { unknown: [], short: [], outcome: 'refused', code, amiss: true },
})

interface Pieces {
  readonly sku: string
  readonly quantity: number
}

/** The lines that are known here, with what was paid for them, and what is not. */
const linesOf = async (
  sql: Sql,
  { lines, currency }: ForeignOrder,
): Promise<{ known: readonly OrderLine[]; unknown: readonly Pieces[] }> => {
  const own = await readCurrency(sql)
  const skus = lines.flatMap(({ sku }) => sku ?? [])
  const rows = await sql<{ sku: string }[]>`select sku from items where sku = any(${skus}::text[])`
  const there = new Set(rows.map(({ sku }) => sku))
  const bought = lines.filter(({ quantity }) => quantity > 0)
  const asked = bought.flatMap(({ sku, quantity, price }) => {
    if (sku === null || !there.has(sku)) return []
    const line: Line = { kind: 'stock', sku, quantity }
    const paid = Math.min(maxAmount, Math.max(0, Math.round(price * 10 ** digitsOf(own))))
    return [{ line, price: currency === own ? paid : undefined }]
  })
  const unknown = bought.flatMap(({ sku, name, quantity }) =>
    sku !== null && there.has(sku) ? [] : [{ sku: (sku ?? name) || '?', quantity }],
  )
  return { known: await priceLines(sql, asked), unknown }
}

interface Short {
  readonly line: number
  readonly available?: number | undefined
}

/** The same lines with no more of each than is there. */
const withoutConflicts = (lines: readonly OrderLine[], conflicts: readonly Short[]): OrderLine[] => {
  const left = new Map<string, number>()
  for (const { line, available = 0 } of conflicts) {
    const asked = lines[line]?.line
    if (asked?.kind === 'stock') left.set(asked.sku, available)
  }
  return lines.flatMap((one) => {
    const { line } = one
    const there = line.kind === 'stock' ? left.get(line.sku) : undefined
    if (line.kind !== 'stock' || there === undefined) return [one]
    const quantity = Math.min(line.quantity, there)
    left.set(line.sku, there - quantity)
    return quantity === 0 ? [] : [{ ...one, line: { ...line, quantity } }]
  })
}

const missing = (wanted: readonly OrderLine[], had: readonly OrderLine[]): Pieces[] => {
  const pieces = new Map<string, number>()
  const count = (lines: readonly OrderLine[], sign: number): void => {
    for (const { line } of lines)
      if (line.kind === 'stock') pieces.set(line.sku, (pieces.get(line.sku) ?? 0) + sign * line.quantity)
  }
  count(wanted, 1)
  count(had, -1)
  return [...pieces].flatMap(([sku, quantity]) => (quantity > 0 ? [{ sku, quantity }] : []))
}

/** For a person: each once, however often the shop tells of it. */
const raise = async (
  deps: Deps,
  { connected: { location }, order }: Known,
  unknown: readonly Pieces[],
  short: readonly Pieces[],
): Promise<void> => {
  const rows = [
    ...unknown.map((one) => ({ ...one, kind: 'unknown_item' })),
    ...short.map((one) => ({ ...one, kind: 'oversold' })),
  ].map((row, n) => ({ ...row, id: idOf(order, row.kind, row.sku, n) }))
  if (rows.length === 0) return
  await announce(deps, async (tx) => {
    const raised = await tx<{ id: string }[]>`
      insert into discrepancies (id, kind, location, sku, quantity, order_id, raised_at)
      select id, kind, ${location}, sku, quantity, (select id from orders where id = ${order}), now()
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (id uuid, kind text, sku text, quantity integer)
      on conflict (id) do nothing returning id`
    return changed(null, ...raised.map(({ id }) => ({ type: 'discrepancy.raised', subject: id, location, data: null })))
  })
}
