import { reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import { settleWhatCameBack } from './cameBack.ts'
import type { Pieces, ReturnCommandOf } from './returnCommands.ts'
import { keepReturn, type ReturnContext, type ReturnEvents, shift, toldReturn } from './returnWorld.ts'
import { type Return, ungradedOf } from './returns.ts'
import { type Changed, lineOf, tellMissing } from './takeIn.ts'

/** Under this reason the movements stand by which goods leave quarantine that were never in it. */
const reason = 'not there'

/** What is written down as come and is not there is taken back (SPEC R11). */
export const notThere = (
  one: Return,
  { lines }: ReturnCommandOf<'return.not_there'>,
  context: ReturnContext,
): Result<Decided> => {
  const { receivedIn: location } = one
  const beyond = lines.flatMap(({ sku, quantity }, place) => (quantity > ungradedOf(lineOf(one, sku)) ? [place] : []))
  if (location === null || beyond.length > 0) return reject({ code: 'too_many', lines: beyond })
  const events: ReturnEvents = []
  let changed = one
  for (const line of lines) {
    const step = takeBack(changed, line, location, context)
    events.push(...step.events)
    changed = step.return
  }
  const isEmpty = changed.lines.every(({ received }) => received === 0)
  const told = isEmpty ? { return: changed, events: [] } : tellMissing(changed, location, context)
  const left = isEmpty ? { ...told.return, receivedIn: null, receivedAt: null } : told.return
  const { kept, events: state } = keepReturn(context, left, one)
  events.push(...told.events, ...state)
  if (kept.state === 'inspected') events.push(...settleWhatCameBack(kept.order, context))
  return toldReturn(kept, events)
}

/** As far as they were expected, pieces are on their way again, unless they were given up. */
const takeBack = (one: Return, { sku, quantity }: Pieces, location: string, context: ReturnContext): Changed => {
  const { expected, received } = lineOf(one, sku)
  const wanted = one.closedAt === null ? Math.max(0, expected - (received - quantity)) : 0
  const again = Math.min(quantity, wanted)
  const lines = one.lines.map((line) => (line.sku === sku ? { ...line, received: received - quantity } : line))
  const gone = shift(context, one, location, sku, 'quarantined', 'outside', quantity - again, reason)
  const back =
    one.location === location
      ? shift(context, one, location, sku, 'quarantined', 'returning', again, reason)
      : [
          ...shift(context, one, location, sku, 'quarantined', 'outside', again, reason),
          ...shift(context, one, one.location, sku, 'outside', 'returning', again, reason),
        ]
  return { return: { ...one, lines }, events: [...gone, ...back] }
}
