import { type ArbiterCommand, linesTakenBy } from '../../../shared/protocol/commands.ts'
import type { Arrive } from '../../../shared/preorders/commands.ts'
import type { Queries } from '../../db/connect.ts'
import type { Fragment } from '../types.ts'

/** A pool's key. */
export interface PreorderKey {
  readonly location: string
  readonly sku: string
}

/** The pools of goods to come that commands draw on, those of a hold that an order takes over too, since the order asks for their terms. */
export const wantedPools = (commands: readonly ArbiterCommand[]): PreorderKey[] =>
  commands.flatMap((command): PreorderKey[] => {
    if (command.type === 'preorder.arrive') return [command]
    if (command.type === 'order.place')
      return keysOf(
        command.location,
        command.lines.map(({ line }) => line),
      )
    const taken = linesTakenBy(command)
    return taken === null ? [] : keysOf(taken.location, taken.lines)
  })

const keysOf = (location: string, lines: readonly { readonly kind: string; readonly sku?: string }[]): PreorderKey[] =>
  lines.flatMap(({ kind, sku }) => (kind === 'preorder' && sku !== undefined ? [{ location, sku }] : []))

/** The keys as rows `k (location, sku)`. */
export const keyRows = (sql: Queries, keys: readonly PreorderKey[]): Fragment =>
  sql`unnest(${keys.map(({ location }) => location)}::text[], ${keys.map(({ sku }) => sku)}::text[]) as k (location, sku)`

/** The commands by which goods come. */
export const arrivalsAmong = (commands: readonly ArbiterCommand[]): Arrive[] =>
  commands.filter((command) => command.type === 'preorder.arrive')
