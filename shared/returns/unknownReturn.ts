import type { Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import { inspectReturn } from './inspectReturn.ts'
import { openReturn } from './openReturn.ts'
import { receiveReturn } from './receiveReturn.ts'
import type { ReturnFact } from './returnCommands.ts'
import type { ReturnContext } from './returnWorld.ts'
import { type Return, ungradedOf } from './returns.ts'
import { setAside } from './sameAgain.ts'
import { lineOf, stillComing } from './takeIn.ts'

/**
 * Somebody has goods of a return that the hub does not know, since somebody else had begun the order's return first: they are that one's (SPEC R10). What
 * its own return was never opened for is opened now, if it may be.
 */
export const unknownReturn = (fact: ReturnFact, context: ReturnContext): Result<Decided> => {
  const { world } = context
  const order = world.orders.get(fact.order ?? '')
  const location = fact.location ?? order?.location ?? ''
  if (order === undefined) return setAside('return_unknown', fact.lines, location, null, context)
  const known = bestOf(
    [...world.returns.values()].filter((one) => one.order === order.id),
    fact,
  )
  if (known !== null) return settleFact(known, fact, context)
  const opened = openReturn(order, { type: 'return.open', return: fact.return, order: order.id, reason }, context)
  const one = world.returns.get(fact.return)
  if (!opened.ok || one === undefined) return setAside('return_unknown', fact.lines, location, order.id, context)
  const settled = settleFact(one, fact, context)
  if (!settled.ok) return settled
  return { ok: true, value: { ...settled.value, events: [...opened.value.events, ...settled.value.events] } }
}

const reason = 'came back'

const settleFact = (one: Return, fact: ReturnFact, context: ReturnContext): Result<Decided> =>
  fact.type === 'return.receive' ? receiveReturn(one, fact, context) : inspectReturn(one, fact, context)

/** The return of an order that waits for most of these pieces, to come or to be looked at; else the last one. */
const bestOf = (returns: readonly Return[], { type, lines }: ReturnFact): Return | null => {
  const waitsFor = (one: Return): number =>
    lines.reduce(
      (sum, { sku }) => sum + (type === 'return.receive' ? stillComing(one, sku) : ungradedOf(lineOf(one, sku))),
      0,
    )
  return returns.toSorted((one, other) => waitsFor(other) - waitsFor(one) || other.openedAt - one.openedAt)[0] ?? null
}
