import { reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import { countedTwice } from '../returns/sameAgain.ts'
import type { TransferCame, TransferCommandOf } from './transferCommands.ts'
import {
  keepTransfer,
  movedBy,
  raise,
  shift,
  type TransferContext,
  type TransferEvents,
  toldTransfer,
} from './transferWorld.ts'
import { comingIn, comingOf, type Transfer, type TransferLine } from './transfers.ts'

interface Changed {
  readonly transfer: Transfer
  readonly events: TransferEvents
}

/** Somebody at the destination has the goods before them, and says what came (SPEC X4). */
export const receiveTransfer = (
  one: Transfer,
  { lines }: TransferCommandOf<'transfer.receive'>,
  context: TransferContext,
): Result<Decided> => {
  const { giver, now, world } = context
  // What a person at a terminal says has happened (SPEC C5); a program has counted twice.
  const isFact = giver.terminal !== null
  if (!isFact && one.state !== 'sent') {
    const beyond = (lines ?? []).flatMap((line, place) =>
      line.quantity > comingOf(one, lineOf(one, line.sku)) ? [place] : [],
    )
    if (comingIn(one) === 0) return reject({ code: 'transfer_state', state: one.state })
    if (beyond.length > 0) return reject({ code: 'too_many', lines: beyond })
  }
  const came = lines ?? one.lines.map((line) => ({ sku: line.sku, quantity: comingOf(one, line) }))
  const unknown = world.pools.stock.missing(one.to, came)
  if (unknown !== null) return reject({ code: 'not_found', ...unknown })
  let changed: Changed = { transfer: one, events: [] }
  for (const line of came) if (line.quantity > 0) changed = add(changed, takeIn(changed.transfer, line, context))
  // Nothing of it is on the way, and nobody counted anything.
  if (changed.events.length === 0) return toldTransfer(one)
  const received: Transfer = {
    ...{ ...changed.transfer, state: one.state === 'sent' ? 'received' : one.state },
    ...{ receivedAt: one.receivedAt ?? now, receivedBy: one.receivedAt === null ? giver.staff : one.receivedBy },
  }
  const told = tellMissing(received, context)
  return keepTransfer(context, told.transfer, one, [...changed.events, ...told.events])
}

const add = (before: Changed, next: Changed): Changed => ({
  transfer: next.transfer,
  events: [...before.events, ...next.events],
})

const lineOf = ({ lines }: Pick<Transfer, 'lines'>, sku: string): TransferLine =>
  lines.find((line) => line.sku === sku) ?? { sku, sent: 0, received: 0, short: null }

/**
 * Pieces of one SKU are here now, and for sale. What another terminal had counted too counts once (SPEC X6); what nobody sent is kept, and what had been called
 * back never went back: the source has it no more (SPEC X5).
 */
const takeIn = (one: Transfer, { sku, quantity, before }: TransferCame, context: TransferContext): Changed => {
  const line = lineOf(one, sku)
  const twice = countedTwice(quantity, line.received, before)
  const came = quantity - twice
  const coming = Math.min(came, comingOf(one, line))
  const undone = one.state === 'cancelled' ? Math.min(came, Math.max(0, line.sent - line.received)) : 0
  const received = { ...line, received: line.received + came }
  const isKnown = one.lines.some((known) => known.sku === sku)
  const lines = isKnown ? one.lines.map((known) => (known.sku === sku ? received : known)) : [...one.lines, received]
  const here = { location: one.to, sku, to: 'available', reason: 'transfer received' } as const
  return {
    transfer: { ...one, lines },
    events: [
      ...shift(context, one, { ...here, from: 'in_transit', quantity: coming }),
      ...takeFromSource(one, sku, undone, context),
      ...shift(context, one, { ...here, from: 'outside', quantity: came - coming }),
      ...raise('transfer_extra', one, one.to, { sku, quantity: came - coming }, context),
      ...raise('transfer_twice', one, one.to, { sku, quantity: twice }, context),
    ],
  }
}

/** What stands in the source's books as having come back is at the destination. What is promised of it there is more than there is (SPEC C5). */
const takeFromSource = (one: Transfer, sku: string, quantity: number, context: TransferContext): TransferEvents => {
  if (quantity === 0) return []
  const short = context.world.pools.stock.force(one.from, sku, -quantity)
  return [
    ...movedBy(one, {
      ...{ location: one.from, sku, from: 'available', to: 'outside', quantity, reason: 'transfer sent' },
    }),
    ...raise('oversold', one, one.from, { sku, quantity: short }, context),
  ]
}

/** Raises what is missing of a transfer of which something came, and settles what has come since. */
const tellMissing = (one: Transfer, context: TransferContext): Changed => {
  const events: TransferEvents = []
  const lines = one.lines.map((line): TransferLine => {
    const missing = comingOf(one, line)
    if (missing > 0 && line.short === null) {
      const raised = raise('transfer_short', one, one.to, { sku: line.sku, quantity: missing }, context)
      events.push(...raised)
      return { ...line, short: raised[0]?.id ?? null }
    }
    if (line.short === null || line.received < line.sent) return line
    events.push({ type: 'discrepancy_settled', id: line.short, note: 'came later' })
    return { ...line, short: null }
  })
  return { transfer: { ...one, lines }, events }
}
