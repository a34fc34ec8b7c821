import type { Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import { settleWhatCameBack } from './cameBack.ts'
import { keepReturn, type ReturnContext, type ReturnEvents, shift, toldReturn } from './returnWorld.ts'
import { missingOf, type Return } from './returns.ts'

/** Gives up what has not come (SPEC R6). Said again it is accepted and changes nothing. */
export const closeReturn = (one: Return, context: ReturnContext): Result<Decided> => {
  if (one.closedAt !== null) return toldReturn(one, [])
  const events: ReturnEvents = one.lines.flatMap((line) =>
    shift(context, one, one.location, line.sku, 'returning', 'outside', missingOf(line), 'given up'),
  )
  const { kept, events: state } = keepReturn(context, { ...one, closedAt: context.now }, one)
  events.push(...state)
  if (kept.state === 'inspected') events.push(...settleWhatCameBack(kept.order, context))
  return toldReturn(kept, events)
}
