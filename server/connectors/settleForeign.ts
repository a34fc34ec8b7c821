import { z } from 'zod'
import type { NewId } from '../../shared/holds/settle.ts'
import type { OrderCommand } from '../../shared/orders/orderCommands.ts'
import type { OrderState } from '../../shared/orders/orders.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import type { Arbiter } from '../arbiter/types.ts'
import { defaultTtlSeconds } from '../../shared/protocol/commands.ts'
import type { Sql } from '../db/connect.ts'
import type { FeedReader } from '../feed/types.ts'
import type { ForeignOrder, ForeignState } from './connector.ts'
import { idOf } from '../idOf.ts'
import type { Connected } from './connectors.ts'
import { placeForeign } from './placeForeign.ts'

export interface Deps {
  readonly sql: Sql
  readonly arbiter: Pick<Arbiter, 'submit'>
  readonly feed: Pick<FeedReader, 'committed'>
  readonly newId: NewId
}

export const doneSchema = z.object({
  /** `stale`: something newer was told before. `refused`: the order's state here does not allow it. */
  outcome: z.enum(['held', 'paid', 'ended', 'stale', 'ignored', 'refused']),
  order: z.string().optional(),
  /** What nobody here knows, and what was not there: each is a discrepancy. */
  unknown: z.array(z.string()),
  short: z.array(z.string()),
  /** Why it was refused. */
  code: z.string().optional(),
  /** A person has to look at it. */
  amiss: z.boolean(),
})
export type Done = z.infer<typeof doneSchema>

/** An order of a shop as it is known here; `life` counts how often it was taken up. */
export interface Known {
  readonly connected: Connected
  readonly foreign: ForeignOrder
  /** The order's id here, which follows from the shop's: a repeat has the same. */
  readonly order: string
  submit(command: OrderCommand, key: string): Promise<Verdict>
}

/**
 * Brings our order to where the shop's is. Every message tells the whole order, so that each can be the first to come, may come again, and comes too late if
 * something newer was told. A state that ended begins a new life if the shop takes the order up again.
 */
export const settleForeign = async (deps: Deps, connected: Connected, foreign: ForeignOrder): Promise<Done> => {
  const life = await advance(deps.sql, connected.channel, foreign)
  if (life === null) return { outcome: 'stale', unknown: [], short: [], amiss: false }
  const known = await knownAs(deps, connected, foreign, life)
  if (foreign.state === 'ended') return end(deps, known)
  const placed = await placeForeign(deps, known)
  // Somebody may have told its end while we were at it, and not have found our order yet.
  if (await hasEnded(deps.sql, connected.channel, foreign.id, life)) return end(deps, known)
  if (placed.total === null) return { ...placed.done, outcome: 'refused' }
  const told = { ...placed.done, order: known.order }
  if (foreign.state === 'open') return { ...told, outcome: 'held' }
  return { ...told, ...(placed.total === 0 ? { outcome: 'paid' } : await pay(deps, known, placed.total)) }
}

const ranks: Readonly<Record<ForeignState, number>> = { open: 0, paid: 1, ended: 2 }

/** Notes what is told, if nothing newer was. @returns the order's life; null if this came too late */
const advance = async (sql: Sql, channel: string, { id, state, changedAt }: ForeignOrder): Promise<number | null> => {
  const [row] = await sql<{ life: number }[]>`
    insert into connector_orders as o (channel, foreign_id, state, version)
    values (${channel}, ${id}, ${state}, coalesce(${changedAt?.toISOString() ?? null}::timestamptz, clock_timestamp()))
    on conflict (channel, foreign_id) do update set state = excluded.state, version = excluded.version,
      life = o.life + case when o.state = 'ended' and excluded.state <> 'ended' then 1 else 0 end
    where excluded.version > o.version
      or excluded.version = o.version and ${ranks[state]} >= case o.state when 'open' then 0 when 'paid' then 1 else 2 end
    returning life`
  return row?.life ?? null
}

const hasEnded = async (sql: Sql, channel: string, id: string, life: number): Promise<boolean> => {
  const [row] = await sql<{ ended: boolean }[]>`
    select state = 'ended' or life <> ${life} as ended from connector_orders where channel = ${channel} and foreign_id = ${id}`
  return row?.ended ?? true
}

const knownAs = async (
  { sql, arbiter }: Deps,
  connected: Connected,
  foreign: ForeignOrder,
  life: number,
): Promise<Known> => {
  const { channel } = connected
  const [row] = await sql<
    { ttl: number | null }[]
  >`select hold_ttl_seconds as ttl from channels where code = ${channel}`
  const ttlSeconds = row?.ttl ?? defaultTtlSeconds
  const giver = { channel, ttlSeconds, terminal: null, staff: null, role: 'staff', ownOnly: true } as const
  return {
    ...{ connected, foreign, order: idOf(channel, foreign.id, life) },
    submit: async (command, key) => {
      const answer = await arbiter.submit({ caller: `connector:${channel}`, key, bodyHash: '', command, giver })
      if (answer.type !== 'verdict') throw new Error(`the arbiter answered ${answer.type} to a command without a turn`)
      return answer.verdict
    },
  }
}

/** Money is told once however often: the shop's order is its reference (SPEC O3). */
const pay = async ({ newId }: Deps, { connected, foreign, order, submit }: Known, amount: number) => {
  const reference = `${connected.channel} ${foreign.number}`.slice(0, 200)
  const method = 'bank_transfer' as const
  const verdict = await submit({ type: 'order.pay', order, payment: newId(), method, amount, reference }, newId())
  if (!verdict.accepted) return { outcome: 'refused' as const, code: verdict.rejection.code, amiss: true }
  const state = verdict.outcome.type === 'order' ? verdict.outcome.order.state : 'paid'
  // Its promise was over and could not be renewed, or somebody ended it here, while the shop goes on with it (SPEC O6).
  if (isOver(state)) return { outcome: 'refused' as const, code: state, amiss: true }
  return { outcome: 'paid' as const }
}

const isOver = (state: OrderState): boolean => state === 'expired' || state === 'cancelled' || state === 'failed'

const end = async ({ newId }: Deps, { foreign, order, submit }: Known): Promise<Done> => {
  const nothing = { order, unknown: [], short: [], amiss: false }
  const reason = `${foreign.number}: ended in the shop`.slice(0, 200)
  const verdict = await submit({ type: 'order.cancel', order, reason }, newId())
  if (verdict.accepted) return { ...nothing, outcome: 'ended' }
  const { rejection } = verdict
  // It never came to an order here, or that has ended by itself.
  if (rejection.code === 'not_found') return { ...nothing, order: undefined, outcome: 'ended' }
  if (rejection.code === 'order_state' && (rejection.state === 'expired' || rejection.state === 'failed'))
    return { ...nothing, outcome: 'ended' }
  return { ...nothing, outcome: 'refused', code: rejection.code, amiss: true }
}
