import type { Giver, NewId } from '../../shared/holds/settle.ts'
import { decideCount } from '../../shared/kinds/stock/decide.ts'
import type { CommandOf } from '../../shared/protocol/commands.ts'
import type { Fresh } from '../arbiter/writeBatch.ts'
import type { Tx } from '../db/connect.ts'
import type { FeedChange } from '../feed/append.ts'
import { serverKinds } from '../kinds/registry.ts'
import { raiseDiscrepancies } from '../orders/writeSales.ts'

export interface Count {
  readonly sku: string
  readonly location: string
  readonly onHand: number
}

/**
 * Sets many levels at once, by the same rules, locks and statements by which the arbiter settles a count (SPEC S5), but without a verdict for
 * each: a file of 100,000 lines is one command of its caller, not 100,000. The items and locations have to exist.
 * @returns what the feed has to tell, to be appended last
 */
export const countLevels = async (
  tx: Tx,
  counts: readonly Count[],
  giver: Giver,
  newId: NewId,
): Promise<FeedChange[]> => {
  if (counts.length === 0) return []
  const commands = counts.map((count): CommandOf<'stock.count'> => ({ type: 'stock.count', ...count }))
  const pools = await serverKinds.stock.lockPools(tx, commands, [], [])
  const [clock] = await tx<{ now: number }[]>`select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now`
  if (clock === undefined) throw new Error('the database told no time')
  const fresh = commands.map((command): Fresh => {
    const decided = decideCount(pools, command, newId)
    if (!decided.ok)
      throw new Error(`a count of ${command.sku} at ${command.location} was refused: ${decided.rejection.code}`)
    const { outcome, events } = decided.value
    const submission = { caller: 'import', key: '', bodyHash: '', command, giver }
    return { submission, verdict: { accepted: true, outcome }, events }
  })
  const events = fresh.flatMap((one) => one.events)
  const { sent, changed } = serverKinds.stock.write(
    tx,
    { placed: [], extended: [], ended: [], events },
    pools,
    clock.now,
  )
  await Promise.all([...sent, ...raiseDiscrepancies(tx, fresh, clock.now)])
  return [
    ...events.flatMap((event): FeedChange[] =>
      event.type === 'discrepancy'
        ? [{ type: 'discrepancy.raised', subject: event.id, location: event.location, data: null }]
        : [],
    ),
    ...changed.map((pool): FeedChange => ({ ...pool, data: null })),
  ]
}
