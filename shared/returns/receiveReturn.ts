import { reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import type { Came, ReturnCommandOf } from './returnCommands.ts'
import { keepReturn, type ReturnContext, type ReturnEvents, toldReturn } from './returnWorld.ts'
import type { Return } from './returns.ts'
import { countedTwice, setAside } from './sameAgain.ts'
import { discrepancy, lineOf, stillComing, takeIn, tellMissing } from './takeIn.ts'

type Receive = ReturnCommandOf<'return.receive'>

/** Somebody has the parcel, or more of it, in their hands, and says what is in it (SPEC R4). */
export const receiveReturn = (
  one: Return,
  { location, lines }: Pick<Receive, 'location' | 'lines'>,
  context: ReturnContext,
): Result<Decided> => {
  const { giver, now } = context
  // What a person at a terminal says has happened (SPEC C5); a channel has counted twice.
  const isFact = giver.terminal !== null
  if (one.receivedIn !== null && one.receivedIn !== location)
    return isFact
      ? setAside('return_elsewhere', lines, location, one.order, context)
      : reject({ code: 'return_elsewhere', location: one.receivedIn })
  if (!isFact && (one.receivedAt !== null || one.closedAt !== null)) {
    const beyond = lines.flatMap(({ sku, quantity }, place) => (quantity > stillComing(one, sku) ? [place] : []))
    if (beyond.length > 0)
      return one.lines.some((line) => stillComing(one, line.sku) > 0)
        ? reject({ code: 'too_many', lines: beyond })
        : reject({ code: 'return_state', state: one.state })
  }
  const events: ReturnEvents = []
  let changed: Return = { ...one, receivedIn: location, receivedAt: one.receivedAt ?? now }
  for (const came of lines) {
    const taken = receiveLine(changed, came, location, context)
    events.push(...taken.events)
    changed = taken.return
  }
  const told = tellMissing(changed, location, context)
  const { kept, events: state } = keepReturn(context, told.return, one)
  return toldReturn(kept, [...events, ...told.events, ...state])
}

/** What somebody else had received too counts once (SPEC R9). */
const receiveLine = (one: Return, { sku, quantity, before }: Came, location: string, context: ReturnContext) => {
  const twice = countedTwice(quantity, lineOf(one, sku).received, before)
  if (twice === 0) return takeIn(one, { sku, quantity }, location, context)
  const raised = discrepancy('return_twice', { sku, quantity: twice }, location, one.order, context)
  if (twice === quantity) return { return: one, events: [raised] }
  const taken = takeIn(one, { sku, quantity: quantity - twice }, location, context)
  return { ...taken, events: [...taken.events, raised] }
}
