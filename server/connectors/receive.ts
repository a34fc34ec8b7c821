import { z } from 'zod'
import type { Deps } from './settleForeign.ts'
import { connectors } from './registry.ts'
import type { Connected } from './connectors.ts'
import type { ShopMessage } from './connector.ts'
import { type Done, doneSchema, settleForeign } from './settleForeign.ts'

export type Received =
  | { readonly type: 'wrong_signature' }
  | { readonly type: 'ping' }
  | { readonly type: 'invalid'; readonly path: string; readonly message: string }
  | { readonly type: 'taken'; readonly done: Done; readonly isRepeat: boolean }

const ignored: Done = { outcome: 'ignored', unknown: [], short: [], amiss: false }

/**
 * Takes a message of a shop. Its row is written first and its answer last: a message that we died over is taken anew when it is repeated, one that was
 * answered gets the same answer.
 */
export const receive = async (deps: Deps, connected: Connected, message: ShopMessage): Promise<Received> => {
  const connector = connectors[connected.kind]
  if (connector.isPing(message)) return { type: 'ping' }
  if (!connector.isSigned(message, connected.secret)) return { type: 'wrong_signature' }
  const reading = connector.read(message)
  if (reading.type === 'invalid') return reading
  const { id, topic } = reading
  const foreign = reading.type === 'order' ? reading.order.id : null
  const { sql } = deps
  const [kept] = await sql<{ answer: unknown }[]>`
    insert into connector_messages as m (channel, id, topic, foreign_id)
    values (${connected.channel}, ${id.slice(0, 200)}, ${topic.slice(0, 100)}, ${foreign})
    on conflict (channel, id) do update set at = m.at returning answer`
  const before = z.nullable(doneSchema).parse(kept?.answer ?? null)
  if (before !== null) return { type: 'taken', done: before, isRepeat: true }
  const done = reading.type === 'order' ? await settleForeign(deps, connected, reading.order) : ignored
  await sql`
    update connector_messages set answer = ${JSON.stringify(done)}::text::json
    where channel = ${connected.channel} and id = ${id.slice(0, 200)}`
  return { type: 'taken', done, isRepeat: false }
}
