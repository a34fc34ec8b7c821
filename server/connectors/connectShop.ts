import type { Sql } from '../db/connect.ts'
import { refusalOf } from '../webhooks/addresses.ts'
import { type ConnectorInput, putConnector } from './connectors.ts'
import { connectors } from './registry.ts'

export type NotConnected =
  | { readonly type: 'unknown'; readonly what: 'channel' | 'location' }
  /** What is wrong with which of the things that were said, such as `target.url`. */
  | { readonly type: 'invalid'; readonly path: string; readonly message: string }

interface Deps {
  readonly sql: Sql
  /** The hub itself listens on loopback only: so may a shop that is tried out. */
  readonly isLocal: boolean
}

/** Connects a shop to a channel, or changes how, after a look at where it is told of stock. @returns why not, if so */
export const connectShop = async (
  { sql, isLocal }: Deps,
  channel: string,
  input: ConnectorInput,
): Promise<NotConnected | null> => {
  const { kind, target } = input
  if (target != null) {
    const checked = connectors[kind].checkTarget(target)
    if (!checked.ok) return { type: 'invalid', path: `target.${checked.path}`, message: checked.message }
    const { url } = connectors[kind].showTarget(target)
    const refused = isLocal || url === undefined ? null : await refusalOf(url)
    if (refused !== null) return { type: 'invalid', path: 'target.url', message: refused }
  }
  const trouble = await sql.begin((tx) => putConnector(tx, channel, input))
  if (trouble === null) return null
  if (trouble === 'secret') return { type: 'invalid', path: 'secret', message: 'is needed the first time' }
  return { type: 'unknown', what: trouble }
}
