import { comingIn, comingOf, type Transfer } from '../../../shared/transfers/transfers.ts'
import { foldForSearch } from '../../../shared/text.ts'
import type { Pieces } from '../../app/terminal.ts'

/** How transfers stand for one location, what a person can do first. */
export const stages = ['toReceive', 'missing', 'sent', 'done'] as const
export type Stage = (typeof stages)[number]

export const stageOf = (one: Transfer, here: string): Stage => {
  if (comingIn(one) === 0) return 'done'
  if (one.from === here) return 'sent'
  return one.state === 'sent' ? 'toReceive' : 'missing'
}

/** The transfers by how they stand; what waits longest first, what was done last first. */
export const byStage = <T extends Transfer>(all: readonly T[], here: string): Readonly<Record<Stage, readonly T[]>> => {
  const of = (stage: Stage) =>
    all.filter((one) => stageOf(one, here) === stage).toSorted((one, other) => one.sentAt - other.sentAt)
  return {
    ...{ toReceive: of('toReceive'), missing: of('missing'), sent: of('sent') },
    done: of('done').toSorted((one, other) => endOf(other) - endOf(one)),
  }
}

const endOf = ({ closedAt, receivedAt, sentAt }: Transfer): number => closedAt ?? receivedAt ?? sentAt

/** The transfer that a code means: its number, as the slip has it. */
export const transferOf = <T extends Transfer>(all: readonly T[], code: string): T | null =>
  all.find(({ number }) => foldForSearch(number) === foldForSearch(code.trim())) ?? null

/** Pieces by SKU, as they are counted or gathered. */
export type Counted = ReadonlyMap<string, number>

/** All that is on the way. */
export const allComing = (one: Transfer): Counted =>
  new Map(one.lines.flatMap((line) => (comingOf(one, line) > 0 ? [[line.sku, comingOf(one, line)]] : [])))

export const withCount = (counted: Counted, sku: string, quantity: number): Counted =>
  new Map([...counted, [sku, quantity]])

export const withMore = (counted: Counted, sku: string): Counted => withCount(counted, sku, (counted.get(sku) ?? 0) + 1)

export const without = (counted: Counted, sku: string): Counted =>
  new Map([...counted].filter(([other]) => other !== sku))

export const linesOf = (counted: Counted): readonly Pieces[] =>
  [...counted].flatMap(([sku, quantity]) => (quantity > 0 ? [{ sku, quantity }] : []))

export const sumOf = (counted: Counted): number => [...counted.values()].reduce((sum, quantity) => sum + quantity, 0)
