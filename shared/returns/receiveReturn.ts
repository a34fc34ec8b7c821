import type { DiscrepancyRaised } from '../holds/discrepancies.ts'
import { reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import type { Pieces, ReturnCommandOf } from './returnCommands.ts'
import { keepReturn, type ReturnContext, type ReturnEvents, shift, toldReturn } from './returnWorld.ts'
import { missingOf, type Return, type ReturnLine } from './returns.ts'

/** Somebody has the parcel, or more of it, in their hands, and says what is in it (SPEC R4). */
export const receiveReturn = (
  one: Return,
  { location, lines }: ReturnCommandOf<'return.receive'>,
  context: ReturnContext,
): Result<Decided> => {
  const { world, giver, now } = context
  const unknown = world.pools.stock.missing(
    location,
    lines.map(({ sku, quantity }) => ({ kind: 'stock', sku, quantity })),
  )
  if (unknown !== null) return reject({ code: 'not_found', ...unknown })
  if (one.receivedIn !== null && one.receivedIn !== location)
    return reject({ code: 'return_elsewhere', location: one.receivedIn })
  const isLater = one.receivedAt !== null || one.closedAt !== null
  // What a person at a terminal says has happened (SPEC C5); a channel has counted twice.
  if (isLater && giver.terminal === null) {
    const beyond = lines.flatMap(({ sku, quantity }, place) => (quantity > stillComing(one, sku) ? [place] : []))
    if (beyond.length > 0)
      return one.lines.some((line) => stillComing(one, line.sku) > 0)
        ? reject({ code: 'too_many', lines: beyond })
        : reject({ code: 'return_state', state: one.state })
  }
  const events: ReturnEvents = []
  let changed: Return = { ...one, receivedIn: location, receivedAt: one.receivedAt ?? now }
  for (const came of lines) {
    const taken = takeIn(changed, came, location, context)
    events.push(...taken.events)
    changed = taken.return
  }
  const told = tellMissing(changed, location, context)
  const { kept, events: state } = keepReturn(context, told.return, one)
  return toldReturn(kept, [...events, ...told.events, ...state])
}

/** How many pieces may still come: none once they were given up (SPEC R6). */
const stillComing = ({ lines, closedAt }: Return, sku: string): number => {
  const line = closedAt === null ? lines.find((known) => known.sku === sku) : undefined
  return line === undefined ? 0 : missingOf(line)
}

/** Pieces of one SKU are in quarantine now: those that were on their way, and those that nobody knew of. */
export const takeIn = (
  one: Return,
  { sku, quantity }: Pieces,
  location: string,
  context: ReturnContext,
): { return: Return; events: ReturnEvents } => {
  const coming = Math.min(quantity, stillComing(one, sku))
  const extra = quantity - coming
  const none = { sku, expected: 0, received: 0, sellable: 0, damaged: 0, scrap: 0, short: null }
  const known = one.lines.some((line) => line.sku === sku)
  const lines = (known ? one.lines : [...one.lines, none]).map((line) =>
    line.sku === sku ? { ...line, received: line.received + quantity } : line,
  )
  const from = one.location
  const moved =
    from === location
      ? shift(context, one, location, sku, 'returning', 'quarantined', coming, 'came back')
      : [
          ...shift(context, one, from, sku, 'returning', 'outside', coming, 'came back elsewhere'),
          ...shift(context, one, location, sku, 'outside', 'quarantined', coming, 'came back'),
        ]
  return {
    return: { ...one, lines },
    events: [
      ...moved,
      ...shift(context, one, location, sku, 'outside', 'quarantined', extra, 'came back unexpected'),
      ...(extra > 0 ? [discrepancy('return_extra', one, sku, extra, location, context)] : []),
    ],
  }
}

/** Raises what is missing of a return of which something came, and settles what has come since. */
const tellMissing = (
  one: Return,
  location: string,
  context: ReturnContext,
): { return: Return; events: ReturnEvents } => {
  const events: ReturnEvents = []
  const lines = one.lines.map((line): ReturnLine => {
    const missing = missingOf(line)
    if (missing > 0 && line.short === null && one.closedAt === null) {
      const raised = discrepancy('return_short', one, line.sku, missing, location, context)
      events.push(raised)
      return { ...line, short: raised.id }
    }
    if (missing > 0 || line.short === null) return line
    events.push({ type: 'discrepancy_settled', id: line.short, note: 'came later' })
    return { ...line, short: null }
  })
  return { return: { ...one, lines }, events }
}

const discrepancy = (
  kind: 'return_short' | 'return_extra',
  { order }: Return,
  sku: string,
  quantity: number,
  location: string,
  { newId }: ReturnContext,
): DiscrepancyRaised => ({ type: 'discrepancy', id: newId(), kind, location, sku, quantity, order })
