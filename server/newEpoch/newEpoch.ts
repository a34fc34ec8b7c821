import type { Sql } from '../db/connect.ts'

export type NewEpoch =
  | { readonly ok: true; readonly epoch: string; readonly terminals: number }
  /** What nobody migrated has no epoch; hubs remember the one that they found when they started. */
  | { readonly ok: false; readonly why: 'no_shop' | 'hubs_run' }

/** How hubs name their connections; this command is called otherwise. */
const ofHubs = 'holdfast %'

/**
 * Gives a database that was restored or copied a life of its own. Nothing else in it changes.
 * @param sql connected under a name that no hub has
 */
export const newEpoch = async (sql: Sql): Promise<NewEpoch> => {
  const [found] = await sql<{ hub: string | null }[]>`select to_regclass('hub')::text as hub`
  if ((found?.hub ?? null) === null) return { ok: false, why: 'no_shop' }
  const [changed] = await sql<{ epoch: string; terminals: number }[]>`
    update hub set epoch = gen_random_uuid()
    where not exists (
      select from pg_stat_activity where datname = current_database() and application_name like ${ofHubs}
    )
    returning epoch, (select count(*)::int from terminals where revoked_at is null) as terminals`
  if (changed === undefined) return { ok: false, why: 'hubs_run' }
  return { ok: true, ...changed }
}
