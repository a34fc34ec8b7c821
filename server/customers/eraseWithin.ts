import type { Tx } from '../db/connect.ts'
import { isWithin, type Stretch } from '../housekeeping/walk.ts'

/** Erases the customers of the holds of a stretch that ended so many days ago (SPEC A11): what still counts is not put away, and stays at hand. */
export const eraseWithin = async (tx: Tx, stretch: Stretch, days: number): Promise<void> => {
  const rows = await tx<{ id: string }[]>`
    with old as (
      select id from holds
      where ${isWithin(tx, stretch)} and customer is not null and state <> 'held' and ended_at < now() - make_interval(days => ${days})
      for update skip locked
    )
    update holds h set customer = null from old where h.id = old.id returning h.id`
  if (rows.length === 0) return
  await tx`
    update voucher_claims set customers = '{}' where hold = any(${rows.map(({ id }) => id)}::uuid[]) and customers <> '{}'`
}
