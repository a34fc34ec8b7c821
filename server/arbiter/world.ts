import { customerKeys } from '../../shared/kinds/voucher/customer.ts'
import type { Hold } from '../../shared/holds/states.ts'
import type { Discrepancies, SettleWorld } from '../../shared/holds/settle.ts'
import { terminalOf } from '../../shared/protocol/commands.ts'
import type { Queries } from '../db/connect.ts'
import type { Order } from '../../shared/orders/orders.ts'
import { lockBookings } from '../bookings/lockBookings.ts'
import { goodsOfReturns, readReturns } from '../returns/lockReturns.ts'
import { isAdopted, lockOrders, takenAgain } from '../orders/lockOrders.ts'
import { lockPools, touchedBy } from '../kinds/registry.ts'
import { goodsOfTransfers, lockTransfers } from '../transfers/lockTransfers.ts'
import type { Sessions } from '../../shared/sessions/sessions.ts'
import { lockSessions } from '../sessions/lockSessions.ts'
import { type Found, findVerdicts } from './findVerdicts.ts'
import { heldBefore, lookForAway } from './lookForAway.ts'
import { holdColumns, holdRow, type HoldRow, type RawHold, readClaims } from './readHolds.ts'
import type { Submission } from './types.ts'

/** All that a batch has locked and read. */
export interface Loaded {
  readonly world: SettleWorld & { readonly sessions: Sessions }
  readonly found: readonly Found[]
  /** The last sequence number of each terminal in the batch. */
  readonly lastSequence: Map<string, number>
  /** The database's clock after everything was locked, in whole milliseconds (SPEC H10). */
  readonly now: number
  /** True if somebody was between two of the locks: nothing can be decided on this, and all has to be loaded anew. */
  readonly isStale: boolean
}

/**
 * Locks and reads all that a batch may touch. Every transaction that ends or places holds locks in this order: terminals, transfers, sessions,
 * waiting guests, bookings, orders and holds by id, then the pools of each kind by their keys, then the feed's head. Statements are sent together, so that this is one round trip.
 * @param overdue holds to be expired in this batch, to be locked with the others
 * @throws PutAway when something of that was put away: it has to be brought back first
 */
export const loadWorld = async (
  tx: Queries,
  batch: readonly Submission[],
  overdue: readonly string[],
): Promise<Loaded> => {
  const commands = batch.map(({ command }) => command)
  const named = [...new Set([...batch.flatMap(heldBefore), ...overdue, ...(await touchedBy(tx, commands))])]
  const terminals = [
    ...new Set(batch.flatMap(({ turn, command }) => [turn?.terminal ?? [], terminalOf(command) ?? []].flat())),
  ]
  const settling = commands.flatMap((command) => (command.type === 'discrepancy.settle' ? [command.discrepancy] : []))
  const locking = lockTerminals(tx, terminals)
  // Awaited below; until then nobody else hears of its failure.
  locking.catch(() => {})
  const [transfers, sessions, { bookings, services, waiting, holds: booked }, locked, returns] = await Promise.all([
    lockTransfers(tx, commands),
    lockSessions(tx, commands, named),
    lockBookings(tx, commands, named),
    lockOrders(tx, commands, named),
    readReturns(tx, commands),
  ])
  const bound = [...sessions.values()].flatMap((session) => session.holds)
  const holdIds = [...new Set([...named, ...booked, ...locked.holds, ...bound])]
  const { orders } = locked
  const goods = [...goodsOfReturns(commands, orders, returns), ...goodsOfTransfers(commands, transfers)]
  const wishes = [...commands, ...takenAgain(commands, orders), ...goods]
  const [lastSequence, rows, claims, adopted, pools, discrepancies, now, found] = await Promise.all([
    locking,
    lockHolds(tx, holdIds),
    readClaims(tx, holdIds),
    isAdopted(tx, holdIds, locked),
    lockPools(tx, wishes, holdIds, customersOf(batch, orders.values())),
    lockDiscrepancies(tx, settling),
    readClock(tx),
    // The longest of them last: it takes those before it along at once (see Session).
    findVerdicts(tx, batch),
  ])
  const holds = new Map<string, Hold>()
  for (const row of rows) holds.set(row.id, { ...row, lines: claims.get(row.id) ?? [] })
  await lookForAway(tx, batch, { holds, found, lastSequence }, [...booked, ...locked.holds])
  const isStale = adopted || (await touchedBy(tx, commands)).some((hold) => !holds.has(hold))
  const world = { pools, holds, discrepancies, bookings, services, waiting, orders, returns, transfers, sessions }
  return { world, found, lastSequence, now, isStale }
}

const lockTerminals = async (tx: Queries, ids: readonly string[]): Promise<Map<string, number>> => {
  if (ids.length === 0) return new Map()
  const rows = await tx<{ id: string; last: number }[]>`
    select id, last_sequence as last from terminals where id = any(${[...ids]}::uuid[]) order by id for update`.execute()
  return new Map(rows.map(({ id, last }) => [id, last]))
}

const lockHolds = async (tx: Queries, ids: readonly string[]): Promise<HoldRow[]> => {
  if (ids.length === 0) return []
  return (
    await tx<
      RawHold[]
    >`select ${holdColumns(tx)} from holds where id = any(${[...ids]}::uuid[]) order by id for update`.execute()
  ).map(holdRow)
}

/** By what the customers are told from others for whom this batch asks. */
const customersOf = (batch: readonly Submission[], orders: Iterable<Order>): string[] => {
  const named = batch.map(({ command, customer }) =>
    command.type === 'order.place' || command.type === 'order.keep' ? command.customer : customer,
  )
  return [...new Set([...named, ...[...orders].map(({ customer }) => customer)].flatMap(customerKeys))]
}

const lockDiscrepancies = async (tx: Queries, ids: readonly string[]): Promise<Discrepancies> => {
  if (ids.length === 0) return new Map()
  const rows = await tx<{ id: string; settled: boolean }[]>`
    select id, settled_at is not null as settled from discrepancies where id = any(${[...ids]}::uuid[]) order by id for update`.execute()
  return new Map(rows.map(({ id, settled }) => [id, settled ? 'settled' : 'open']))
}

const readClock = async (tx: Queries): Promise<number> => {
  const [row] = await tx<
    { now: number }[]
  >`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute()
  if (row === undefined) throw new Error('the database told no time')
  return row.now
}
