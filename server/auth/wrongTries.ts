import type { Sql } from '../db/connect.ts'

/** Tries that cost nothing, since people mistype; from then on each one doubles the wait. */
const freeTries = 3
const longestWaitSeconds = 900

/** Whether a secret may be tried now; if not, in how many seconds. */
export type TryAnswer = { readonly allowed: true } | { readonly allowed: false; readonly waitSeconds: number }

/**
 * Counts a try before it is made, so that many at once cannot slip past the count. A right one is forgiven afterwards.
 * @param subject what is tried, e.g. a person's PIN at a terminal, or pairing codes from an address
 */
export const chargeTry = async (sql: Sql, subject: string): Promise<TryAnswer> => {
  const [charged] = await sql`
    insert into wrong_tries as w (subject, tries, wait_until) values (${subject}, 1, now())
    on conflict (subject) do update set
      tries = case when w.wait_until < now() - interval '1 day' then 1 else least(w.tries + 1, 1000) end,
      wait_until = case when w.tries + 1 < ${freeTries}::int or w.wait_until < now() - interval '1 day' then now()
        else now() + make_interval(secs => least(2 ^ least(w.tries + 1 - ${freeTries}::int, 20), ${longestWaitSeconds}::int)) end
    where w.wait_until <= now()
    returning 1`
  if (charged !== undefined) return { allowed: true }
  const [row] = await sql<{ seconds: number }[]>`
    select greatest(1, ceil(extract(epoch from wait_until - now())))::int as seconds
    from wrong_tries where subject = ${subject}`
  return { allowed: false, waitSeconds: row?.seconds ?? 1 }
}

/** Forgets the tries at a subject, since the last one was right. */
export const forgiveTries = async (sql: Sql, subject: string): Promise<void> => {
  await sql`delete from wrong_tries where subject = ${subject}`
}
