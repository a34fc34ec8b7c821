import { reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import type { Bucket } from '../kinds/stock/schema.ts'
import { settleWhatCameBack } from './cameBack.ts'
import type { Pieces, ReturnCommandOf, Seen } from './returnCommands.ts'
import { keepReturn, type ReturnContext, type ReturnEvents, shift, toldReturn } from './returnWorld.ts'
import { type Grade, gradedOf, type Return, ungradedOf } from './returns.ts'
import { countedTwice, setAside } from './sameAgain.ts'
import { type Changed, discrepancy, lineOf, takeIn, tellMissing } from './takeIn.ts'

/** Where goods go that were looked at: only the good ones are for sale (SPEC R3). */
const binOf: Readonly<Record<Grade, Bucket>> = { sellable: 'available', damaged: 'damaged', scrap: 'outside' }

/** Somebody looked at goods that came back (SPEC R5). */
export const inspectReturn = (
  one: Return,
  { lines, location: said }: ReturnCommandOf<'return.inspect'>,
  context: ReturnContext,
): Result<Decided> => {
  const isFact = context.giver.terminal !== null
  const location = one.receivedIn ?? (isFact ? said : undefined)
  if (location === undefined) return reject({ code: 'return_state', state: one.state })
  if (isFact && said !== undefined && said !== location)
    return setAside('return_elsewhere', lines, said, one.order, context)
  const beyond = isFact ? [] : placesBeyond(one, lines)
  if (beyond.length > 0) return reject({ code: 'too_many', lines: beyond })
  const events: ReturnEvents = []
  let changed: Return = { ...one, receivedIn: location, receivedAt: one.receivedAt ?? context.now }
  for (const seen of lines) {
    const step = gradeLine(changed, seen, location, context)
    events.push(...step.events)
    changed = step.return
  }
  const told = tellMissing(changed, location, context)
  const { kept, events: state } = keepReturn(context, told.return, one)
  events.push(...told.events, ...state)
  if (kept.state === 'inspected') events.push(...settleWhatCameBack(kept.order, context))
  return toldReturn(kept, events)
}

/** What somebody else had graded too counts once (SPEC R9); of what is left more may have come than anybody had received: then it did (SPEC C5). */
const gradeLine = (one: Return, seen: Seen, location: string, context: ReturnContext): Changed => {
  const { sku, grade, before } = seen
  const twice = countedTwice(seen.quantity, gradedOf(lineOf(one, sku)), before)
  const quantity = seen.quantity - twice
  const came = takeInUnheard(one, { sku, quantity }, location, context)
  const lines = came.return.lines.map((line) =>
    line.sku === sku ? { ...line, [grade]: line[grade] + quantity } : line,
  )
  return {
    return: { ...came.return, lines },
    events: [
      ...came.events,
      ...shift(context, one, location, sku, 'quarantined', binOf[grade], quantity, grade),
      ...(twice > 0 ? [discrepancy('return_twice', { sku, quantity: twice }, location, one.order, context)] : []),
      { type: 'graded', return: one.id, seen, counted: quantity },
    ],
  }
}

const takeInUnheard = (one: Return, { sku, quantity }: Pieces, location: string, context: ReturnContext): Changed => {
  const unheard = quantity - ungradedOf(lineOf(one, sku))
  return unheard > 0 ? takeIn(one, { sku, quantity: unheard }, location, context) : { return: one, events: [] }
}

/** Places of lines that grade more than came and is not graded, together with those before them. */
const placesBeyond = (one: Return, lines: readonly Seen[]): number[] => {
  const left = new Map(one.lines.map((line) => [line.sku, ungradedOf(line)]))
  return lines.flatMap(({ sku, quantity }, place) => {
    const after = (left.get(sku) ?? 0) - quantity
    left.set(sku, after)
    return after < 0 ? [place] : []
  })
}
