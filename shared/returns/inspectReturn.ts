import { reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import type { Bucket } from '../kinds/stock/schema.ts'
import { settleWhatCameBack } from './cameBack.ts'
import { takeIn } from './receiveReturn.ts'
import type { Graded, ReturnCommandOf } from './returnCommands.ts'
import { keepReturn, type ReturnContext, type ReturnEvents, shift, toldReturn } from './returnWorld.ts'
import { type Grade, type Return, ungradedOf } from './returns.ts'

/** Where goods go that were looked at: only the good ones are for sale (SPEC R3). */
const binOf: Readonly<Record<Grade, Bucket>> = { sellable: 'available', damaged: 'damaged', scrap: 'outside' }

/** Somebody looked at goods that came back (SPEC R5). */
export const inspectReturn = (
  one: Return,
  { lines }: ReturnCommandOf<'return.inspect'>,
  context: ReturnContext,
): Result<Decided> => {
  const { receivedIn: location } = one
  if (location === null) return reject({ code: 'return_state', state: one.state })
  const isFact = context.giver.terminal !== null
  const beyond = isFact ? [] : placesBeyond(one, lines)
  if (beyond.length > 0) return reject({ code: 'too_many', lines: beyond })
  const events: ReturnEvents = []
  let changed = one
  for (const graded of lines) {
    const step = gradeLine(changed, graded, location, context)
    events.push(...step.events)
    changed = step.return
  }
  const { kept, events: state } = keepReturn(context, changed, one)
  events.push({ type: 'graded', return: one.id, lines }, ...state)
  if (kept.state === 'inspected') events.push(...settleWhatCameBack(kept.order, context))
  return toldReturn(kept, events)
}

/** More was graded than anybody had received: then it did come (SPEC C5). */
const gradeLine = (
  one: Return,
  { sku, quantity, grade }: Graded,
  location: string,
  context: ReturnContext,
): { return: Return; events: ReturnEvents } => {
  const before = one.lines.find((line) => line.sku === sku)
  const unheard = quantity - (before === undefined ? 0 : ungradedOf(before))
  const came = unheard > 0 ? takeIn(one, { sku, quantity: unheard }, location, context) : { return: one, events: [] }
  const lines = came.return.lines.map((line) =>
    line.sku === sku ? { ...line, [grade]: line[grade] + quantity } : line,
  )
  const moved = shift(context, one, location, sku, 'quarantined', binOf[grade], quantity, grade)
  return { return: { ...came.return, lines }, events: [...came.events, ...moved] }
}

/** Places of lines that grade more than came and is not graded, together with those before them. */
const placesBeyond = (one: Return, lines: readonly Graded[]): number[] => {
  const left = new Map(one.lines.map((line) => [line.sku, ungradedOf(line)]))
  return lines.flatMap(({ sku, quantity }, place) => {
    const after = (left.get(sku) ?? 0) - quantity
    left.set(sku, after)
    return after < 0 ? [place] : []
  })
}
