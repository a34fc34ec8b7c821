import { z } from 'zod'
import type { Sql } from '../../../server/db/connect.ts'
import type { OrderTold } from './money.ts'
import type { Manned } from './toldOtherwise.ts'

const lineSchema = z.object({ kind: z.string(), sku: z.string().optional(), quantity: z.int().optional() })
const keepSchema = z.object({
  ...{ type: z.literal('order.keep'), order: z.string(), number: z.string(), hold: z.string() },
  takes: z.array(z.string()),
  lines: z.array(z.object({ line: lineSchema })),
})
/** What a terminal asked for, as it wrote that down outside of its browser. */
const tracedSchema = z.object({ id: z.string(), command: keepSchema })
type Traced = z.infer<typeof tracedSchema>

interface HoldRow {
  readonly id: string
  readonly state: string
  readonly placedAt: Date
  readonly expiresAt: Date
  readonly endedAt: Date | null
}

/** It may have been paid before, and be given back by movements alone. */
const isOver = ['cancelled', 'failed', 'returned']
const waitsForMoney = ['awaiting_payment', 'deposit_paid']

/** True for the number of an order, by which it is known from a sale that was paid at once. */
export const isOrderNumber = (number: string): boolean => number.startsWith('HF')

/**
 * What is wrong with sales that were kept for customers (SPEC O18 to O20), by what the terminals wrote down, what people were told, and the books: one answer
 * to each wish; a hold of the order from the very moment at which those of the cart are gone, or neither; nothing held once the order is over.
 */
export const wrongKeptSales = async (
  manned: readonly Manned[],
  orders: readonly OrderTold[],
  books: Sql,
): Promise<string[]> => {
  const asked = manned.flatMap(({ till }) => till.machine.journal.flatMap(keepIn))
  const told = manned.flatMap(({ takings }) => takings.kept)
  const byId = new Map(orders.map((order) => [order.id, order]))
  const holds = await readHolds(books, [
    ...asked.flatMap(({ command: { hold, takes } }) => [hold, ...takes]),
    ...orders.map(({ hold }) => hold),
  ])
  const answers = await readAnswers(books, asked)
  return [
    ...doubledNumbers(orders),
    ...told.flatMap(({ order, number }) =>
      asked.some(({ command }) => command.order === order && command.number === number)
        ? []
        : [`sale ${number} was told to be asked for, and was not`],
    ),
    ...asked.flatMap((one) => {
      const order = byId.get(one.command.order)
      const count = answers.get(one.id) ?? 0
      const wasTold = told.some((kept) => kept.order === one.command.order)
      return [
        ...(count > 1 || (count === 0 && wasTold) ? [`sale ${one.command.number} got ${count} answers`] : []),
        ...(order === undefined ? heldForNobody(one, holds) : wrongKept(one, order, holds)),
      ]
    }),
  ]
}

/** A wish to keep a sale; none for any other line. */
const keepIn = (line: string): Traced[] => {
  const traced = tracedSchema.safeParse(JSON.parse(line))
  return traced.success ? [traced.data] : []
}

const readHolds = async (books: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, HoldRow>> => {
  const rows = await books<HoldRow[]>`
    select id, state, placed_at as "placedAt", expires_at as "expiresAt", ended_at as "endedAt"
    from every_hold where id = any(${[...ids]}::uuid[])`
  return new Map(rows.map((row) => [row.id, row]))
}

const readAnswers = async (books: Sql, asked: readonly Traced[]): Promise<ReadonlyMap<string, number>> => {
  const rows = await books<{ key: string; count: number }[]>`
    select key, count(*)::int as count from (
      select key, type from verdicts union all select key, type from verdicts_old
    ) as v where type = 'order.keep' and key = any(${asked.map(({ id }) => id)}::text[]) group by key`
  return new Map(rows.map(({ key, count }) => [key, count]))
}

const doubledNumbers = (orders: readonly OrderTold[]): string[] => {
  const seen = new Set<string>()
  return orders.flatMap(({ number }) => {
    const isSecond = seen.has(number)
    seen.add(number)
    return isSecond ? [`two orders have the number ${number}`] : []
  })
}

/** All or nothing: what was not kept holds nothing. */
const heldForNobody = ({ command: { hold, number } }: Traced, holds: ReadonlyMap<string, HoldRow>): string[] =>
  holds.has(hold) ? [`sale ${number} was not kept, and ${hold} was held for it`] : []

const wrongKept = ({ command }: Traced, order: OrderTold, holds: ReadonlyMap<string, HoldRow>): string[] => {
  const { number, hold, takes } = command
  const placed = holds.get(hold)
  if (placed === undefined) return [`sale ${number} was kept, and was never held`]
  const had = piecesOf(command.lines.map(({ line }) => line))
  const has = piecesOf(order.lines)
  return [
    ...(order.number === number ? [] : [`sale ${number} became order ${order.number}`]),
    ...(had === has ? [] : [`sale ${number} had ${had}, its order has ${has}`]),
    ...takes.flatMap((id) => {
      const before = holds.get(id)
      return before === undefined || isGoneBy(before, placed.placedAt)
        ? []
        : [`sale ${number} is held since ${placed.placedAt.toISOString()}, and ${JSON.stringify(before)} too`]
    }),
    ...otherwiseHeld(order, holds.get(order.hold)),
  ]
}

/** What stood for an end by itself at a moment, whether or not somebody wrote that down later. */
const isGoneBy = ({ state, endedAt, expiresAt }: HoldRow, moment: Date): boolean => {
  if (state === 'released') return endedAt !== null && endedAt <= moment
  return state !== 'confirmed' && expiresAt <= moment
}

const otherwiseHeld = ({ number, state }: OrderTold, hold: HoldRow | undefined): string[] => {
  if (waitsForMoney.includes(state)) return [`sale ${number} is ${state} still, and its moment has passed`]
  const isFree = hold?.state === 'released' || hold?.state === 'expired'
  const isGone = hold?.state === 'confirmed'
  const isRight = state === 'expired' ? isFree : isGone || (isFree && isOver.includes(state))
  return isRight ? [] : [`sale ${number} is ${state}, its hold ${hold?.state ?? 'nowhere'}`]
}

const piecesOf = (lines: readonly z.infer<typeof lineSchema>[]): string => {
  const pieces = new Map<string, number>()
  for (const { sku, quantity = 0 } of lines) if (sku !== undefined) pieces.set(sku, (pieces.get(sku) ?? 0) + quantity)
  return [...pieces]
    .map(([sku, count]) => `${count} ${sku}`)
    .toSorted()
    .join(', ')
}
