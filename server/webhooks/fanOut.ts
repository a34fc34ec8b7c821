import type { Sql, Tx } from '../db/connect.ts'
import { type Change, readChangesAfter } from '../feed/changes.ts'

/** Changes that are taken from the feed at once for one webhook. */
const takenAtOnce = 500

const isWanted = ({ type }: Change, types: readonly string[]): boolean =>
  types.some(
    (wanted) => wanted === '*' || wanted === type || (wanted.endsWith('.*') && type.startsWith(wanted.slice(0, -1))),
  )

interface Behind {
  readonly name: string
  readonly types: readonly string[]
  readonly position: number
}

/** Makes the deliveries of what changed since, for every webhook that another hub is not just busy with. @returns how many were made */
export const fanOut = async (sql: Sql): Promise<number> => {
  let made = 0
  for (;;) {
    const { moved, deliveries } = await sql.begin(takeOnce)
    made += deliveries
    if (!moved) return made
  }
}

const takeOnce = async (tx: Tx): Promise<{ moved: boolean; deliveries: number }> => {
  const [behind] = await tx<Behind[]>`
    select name, types, position from webhooks where position < (select position from feed_head)
    order by position limit 1 for update skip locked`
  if (behind === undefined) return { moved: false, deliveries: 0 }
  const changes = await readChangesAfter(tx, behind.position, takenAtOnce)
  // A restored database: it goes on from where the feed is now.
  if ('trouble' in changes) {
    await tx`update webhooks set position = feed_head.position from feed_head where name = ${behind.name}`
    return { moved: true, deliveries: 0 }
  }
  const wanted = changes.data.filter((change) => isWanted(change, behind.types))
  if (wanted.length > 0) await insertDeliveries(tx, behind.name, wanted)
  await tx`update webhooks set position = ${changes.next}::bigint where name = ${behind.name}`
  return { moved: true, deliveries: wanted.length }
}

/** What is told of a change: `type`, `timestamp` and `data` are those of Standard Webhooks. */
const bodyOf = ({ position, at, type, subject, data }: Change): string =>
  JSON.stringify({ type, timestamp: at.toISOString(), position, subject, data })

const insertDeliveries = (tx: Tx, name: string, changes: readonly Change[]): Promise<unknown> =>
  tx`
    insert into webhook_deliveries (webhook, position, at, type, subject, body)
    select ${name}, * from unnest(
      ${changes.map(({ position }) => position)}::bigint[], ${changes.map(({ at }) => at.toISOString())}::timestamptz[],
      ${changes.map(({ type }) => type)}::text[], ${changes.map(({ subject }) => subject)}::text[], ${changes.map(bodyOf)}::text[]
    )`
