import { type Kind, kinds, type Pools } from '../../shared/kinds/registry.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import type { Queries } from '../db/connect.ts'
import { preorderKind } from './preorder/preorderKind.ts'
import { seatKind } from './seat/seatKind.ts'
import { stockKind } from './stock/stockKind.ts'
import { slotKind } from './slot/slotKind.ts'
import type { Decided, Fragment, ServerKind, Written } from './types.ts'
import { voucherKind } from './voucher/voucherKind.ts'

/** How the hub keeps each kind; the compiler names a kind that is missing. */
export const serverKinds: { readonly [K in Kind]: ServerKind<K> } = {
  ...{ stock: stockKind, slot: slotKind, seat: seatKind, voucher: voucherKind, preorder: preorderKind },
}

/** Selects of all kinds, one after another as one. */
export const everyKind = (
  sql: Queries,
  of: (kind: Pick<ServerKind<Kind>, 'claims' | 'tellClaims'>) => Fragment,
): Fragment => kinds.map((kind) => of(serverKinds[kind])).reduce((before, next) => sql`${before} union all ${next}`)

/** Ids of holds that these commands may change without naming them. Asks nothing where no kind has any. */
export const touchedBy = async (sql: Queries, commands: readonly ArbiterCommand[]): Promise<string[]> => {
  const touched = await Promise.all(kinds.flatMap((kind) => serverKinds[kind].touchedBy?.(sql, commands) ?? []))
  return touched.flat()
}

/** Sends for the pools of every kind, in the order of the kinds. */
export const lockPools = async (
  tx: Queries,
  commands: readonly ArbiterCommand[],
  holds: readonly string[],
  customers: readonly string[],
): Promise<Pools> => {
  const lock = <K extends Kind>(kind: K) => serverKinds[kind].lockPools(tx, commands, holds, customers)
  const [stock, slot, seat, voucher, preorder] = await Promise.all([
    ...([lock('stock'), lock('slot'), lock('seat'), lock('voucher'), lock('preorder')] as const),
  ])
  return { stock, slot, seat, voucher, preorder }
}

/** Sends what a batch decided on the pools of every kind. */
export const writePools = (tx: Queries, decided: Decided, pools: Pools, now: number): Written => {
  const write = <K extends Kind>(kind: K): Written => {
    const own: { readonly [Each in Kind]: ServerKind<Each> }[K] = serverKinds[kind]
    return own.write(tx, decided, pools[kind], now)
  }
  const written = kinds.map((kind) => write(kind))
  return { sent: written.flatMap(({ sent }) => sent), changed: written.flatMap(({ changed }) => changed) }
}
