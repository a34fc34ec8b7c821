import postgres from 'postgres'
import type { Sql, Tx } from '../db/connect.ts'

/** What is kept by month, and the task that fills it. */
const parents = [
  { task: 'holds', parent: 'holds_ended' },
  { task: 'verdicts', parent: 'verdicts_old' },
  { task: 'feed', parent: 'feed_old' },
] as const

/** To drop a table takes a moment without readers. Who reads for long is not waited for, since others would wait behind us. */
const patience = '500ms'
const lockNotAvailable = '55P03'

/**
 * Forgets the months that ended so many months ago or longer (SPEC A6), each with what it says of itself in one transaction.
 * @returns the tables that are gone
 */
export const forgetMonths = async (sql: Sql, keepMonths: number): Promise<string[]> => {
  const gone: string[] = []
  for (const { task, parent } of parents) {
    const old = await sql<{ name: string; end: Date }[]>`
      select name, ends_at as end from (
        select c.relname::text as name, (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' as ends_at
        from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = ${parent}::text::regclass
      ) as m
      where ends_at <= date_trunc('month', now()) - make_interval(months => ${keepMonths}) order by ends_at`
    for (const { name, end } of old) if (await forgetOne(sql, { task, name, end })) gone.push(name)
  }
  return gone
}

interface Month {
  readonly task: string
  readonly name: string
  readonly end: Date
}

const forgetOne = async (sql: Sql, month: Month): Promise<boolean> => {
  try {
    return await sql.begin((tx) => drop(tx, month))
  } catch (error) {
    // It is forgotten another time.
    if (error instanceof postgres.PostgresError && error.code === lockNotAvailable) return false
    throw error
  }
}

const drop = async (tx: Tx, { task, name, end }: Month): Promise<boolean> => {
  await tx`select set_config('lock_timeout', ${patience}, true)`
  const [mine] = await tx`select from housekeeping where task = ${task} for update`
  const [there] = await tx<{ there: boolean }[]>`select to_regclass(${name}) is not null as there`
  if (mine === undefined || there?.there !== true) return false
  if (task === 'feed')
    await tx`
      update housekeeping set forgotten_position = greatest(forgotten_position, (select coalesce(max(position), 0) from ${tx(name)})) where task = 'feed'`
  await tx`drop table ${tx(name)}`
  await tx`update housekeeping set forgotten_before = greatest(forgotten_before, ${end}) where task = ${task}`
  return true
}
