import { foldForSearch } from '../../../shared/text.ts'
import { missingOf, type Return, type ReturnLine, ungradedOf } from '../../../shared/returns/returns.ts'
import type { BoardOrder } from '../../app/terminal.ts'

/** How returns stand, what a person can do first. */
export const stages = ['toInspect', 'onTheWay', 'done'] as const
export type Stage = (typeof stages)[number]

const dayMs = 86_400_000
/** From when on somebody should ask why: goods that were not looked at, and parcels that do not come. */
const tooLong: Readonly<Record<Stage, number>> = { toInspect: dayMs, onTheWay: 7 * dayMs, done: Infinity }

export const stageOf = ({ state }: Return): Stage =>
  state === 'received' ? 'toInspect' : state === 'returning' ? 'onTheWay' : 'done'

/** Since when it stands where it stands. */
export const sinceOf = (one: Return): number =>
  stageOf(one) === 'toInspect' ? (one.receivedAt ?? one.openedAt) : (one.inspectedAt ?? one.openedAt)

export const waitsLong = (one: Return, now: number): boolean => now - sinceOf(one) > tooLong[stageOf(one)]

export const missingIn = ({ lines, closedAt }: Return): number =>
  closedAt === null ? lines.reduce((sum, line) => sum + missingOf(line), 0) : 0

const inTurn = (one: Return, other: Return) => sinceOf(one) - sinceOf(other)

/** The returns by how they stand; what waits longest first, what was done last first. */
export const byStage = (returns: readonly Return[]): Readonly<Record<Stage, readonly Return[]>> => {
  const of = (stage: Stage) => returns.filter((one) => stageOf(one) === stage)
  return {
    toInspect: of('toInspect').toSorted(inTurn),
    onTheWay: of('onTheWay').toSorted(inTurn),
    done: of('done').toSorted((one, other) => inTurn(other, one)),
  }
}

/** The return that a code means: of its parcel, or the number of its order. */
export const returnOf = (returns: readonly Return[], code: string): Return | null => {
  const wanted = foldForSearch(code.trim())
  if (wanted === '') return null
  const found = returns.filter(({ parcel, orderNumber }) =>
    [parcel ?? '', orderNumber].some((one) => foldForSearch(one) === wanted),
  )
  return found.find(({ state }) => state !== 'inspected') ?? found[0] ?? null
}

const mayComeBack: ReadonlySet<string> = new Set(['shipped', 'delivered', 'delivery_failed', 'returning'])

/** The order whose goods may come back that a code means: by its parcel, or its number. */
export const orderOf = (orders: readonly BoardOrder[], code: string): BoardOrder | null => {
  const wanted = foldForSearch(code.trim())
  return (
    orders.find(
      ({ parcel, number, state }) =>
        mayComeBack.has(state) && [parcel ?? '', number].some((one) => one !== '' && foldForSearch(one) === wanted),
    ) ?? null
  )
}

/** Orders of which no return was begun: those that nobody took, whose parcels will come, and one whose parcel was scanned. */
export const withoutReturn = (
  orders: readonly BoardOrder[],
  returns: readonly Return[],
  scanned: string | null,
): readonly BoardOrder[] => {
  const known = new Set(returns.map(({ order }) => order))
  return orders.filter(({ id, state }) => (state === 'delivery_failed' || id === scanned) && !known.has(id))
}

/** What is in a parcel, as it is counted: pieces by SKU. */
export type Counted = ReadonlyMap<string, number>

/** All that is expected. */
export const allMissing = (lines: readonly ReturnLine[]): Counted =>
  new Map(lines.flatMap((line) => (missingOf(line) > 0 ? [[line.sku, missingOf(line)]] : [])))

export const withMore = (counted: Counted, sku: string, more: number): Counted =>
  new Map([...counted, [sku, Math.max(0, (counted.get(sku) ?? 0) + more)]])

/** The first line of which something came that nobody has looked at. */
export const nextToGrade = ({ lines }: Return): ReturnLine | null => lines.find((line) => ungradedOf(line) > 0) ?? null
