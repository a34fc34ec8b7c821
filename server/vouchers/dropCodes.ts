import type { Sql } from '../db/connect.ts'
import { appendChanges } from '../feed/append.ts'
import { chunkChange, chunksOf } from './replicaRows.ts'

/** Tells terminals to drop the codes of a campaign that has been over for a day. @returns the feed's position after it; null if there is none */
export const dropCodes = (sql: Sql): Promise<number | null> =>
  sql.begin(async (tx) => {
    const [over] = await tx<{ code: string }[]>`
      with over as (
        select code from voucher_campaigns where valid_until <= now() - interval '1 day' and not dropped
        order by code limit 1 for update skip locked
      )
      update voucher_campaigns c set dropped = true from over where c.code = over.code returning c.code`
    if (over === undefined) return null
    const chunks = await chunksOf(tx, over.code)
    return chunks.length === 0 ? null : appendChanges(tx, chunks.map(chunkChange))
  })
