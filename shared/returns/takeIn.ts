import type { DiscrepancyRaised } from '../holds/discrepancies.ts'
import type { Pieces } from './returnCommands.ts'
import { type ReturnContext, type ReturnEvents, shift } from './returnWorld.ts'
import { missingOf, type Return, type ReturnLine } from './returns.ts'

export interface Changed {
  readonly return: Return
  readonly events: ReturnEvents
}

const none = { expected: 0, received: 0, sellable: 0, damaged: 0, scrap: 0, short: null }

/** The line of a SKU; one without figures if nobody knew that it would come. */
export const lineOf = ({ lines }: Pick<Return, 'lines'>, sku: string): ReturnLine =>
  lines.find((line) => line.sku === sku) ?? { sku, ...none }

/** How many pieces may still come: none once they were given up (SPEC R6). */
export const stillComing = (one: Return, sku: string): number =>
  one.closedAt === null ? missingOf(lineOf(one, sku)) : 0

/** Pieces of one SKU are in quarantine now: those that were on their way, and those that nobody knew of (SPEC R4). */
export const takeIn = (one: Return, { sku, quantity }: Pieces, location: string, context: ReturnContext): Changed => {
  const coming = Math.min(quantity, stillComing(one, sku))
  const extra = quantity - coming
  const known = one.lines.some((line) => line.sku === sku)
  const lines = (known ? one.lines : [...one.lines, { sku, ...none }]).map((line) =>
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
      ...(extra > 0 ? [discrepancy('return_extra', { sku, quantity: extra }, location, one.order, context)] : []),
    ],
  }
}

/** Raises what is missing of a return of which something came, and settles what has come since. */
export const tellMissing = (one: Return, location: string, context: ReturnContext): Changed => {
  const events: ReturnEvents = []
  const lines = one.lines.map((line): ReturnLine => {
    const missing = missingOf(line)
    if (missing > 0 && line.short === null && one.closedAt === null) {
      const raised = discrepancy('return_short', { sku: line.sku, quantity: missing }, location, one.order, context)
      events.push(raised)
      return { ...line, short: raised.id }
    }
    if (missing > 0 || line.short === null) return line
    events.push({ type: 'discrepancy_settled', id: line.short, note: 'came later' })
    return { ...line, short: null }
  })
  return { return: { ...one, lines }, events }
}

/** Something about goods that come back did not fit. */
export const discrepancy = (
  kind: DiscrepancyRaised['kind'],
  { sku, quantity }: Pieces,
  location: string,
  order: string | null,
  { newId }: ReturnContext,
): DiscrepancyRaised => ({ type: 'discrepancy', id: newId(), kind, location, sku, quantity, order })
