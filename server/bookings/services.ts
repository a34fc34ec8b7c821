import { z } from 'zod'
import { needSchema, type Service, type ServiceInput, type serviceSchema } from '../../shared/bookings/resources.ts'
import { AlreadyThere } from '../db/alreadyThere.ts'
import type { Queries, Sql, Tx } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'
import { type Changed, changed, replicaChange } from '../feed/announce.ts'

export type AnsweredService = z.infer<typeof serviceSchema>

/** Writes a service as a whole: what is left out has its default afterwards. @throws AlreadyThere if it was to be new */
export const putService = async (
  tx: Tx,
  code: string,
  input: ServiceInput,
  isNew = false,
): Promise<Changed<AnsweredService>> => {
  const { name, durationMinutes, needs } = input
  const { confirmWithinSeconds = null, cancelFreeUntilMinutes = null, noShowAfterMinutes = null } = input
  const [row] = await tx`
    insert into services (code, name, duration_minutes, needs, confirm_within_seconds, cancel_free_until_minutes, no_show_after_minutes)
    values (${code}, ${name}, ${durationMinutes}, ${JSON.stringify(needs)}::text::json, ${confirmWithinSeconds}, ${cancelFreeUntilMinutes}, ${noShowAfterMinutes})
    on conflict (code) do update set name = excluded.name, duration_minutes = excluded.duration_minutes, needs = excluded.needs,
      confirm_within_seconds = excluded.confirm_within_seconds, cancel_free_until_minutes = excluded.cancel_free_until_minutes,
      no_show_after_minutes = excluded.no_show_after_minutes
    where ${!isNew} returning 1`
  if (row === undefined) throw new AlreadyThere(code)
  return changed(
    { code, name, durationMinutes, needs, confirmWithinSeconds, cancelFreeUntilMinutes, noShowAfterMinutes },
    replicaChange('replica.service', `service:${code}`),
  )
}

interface ServiceRow extends Omit<AnsweredService, 'needs'> {
  readonly needs: unknown
}

const needsSchema = z.array(needSchema)

const toService = (row: ServiceRow): AnsweredService => ({ ...row, needs: needsSchema.parse(row.needs) })

const columns = (sql: Queries) => sql`
  code, name, duration_minutes as "durationMinutes", needs, confirm_within_seconds as "confirmWithinSeconds",
  cancel_free_until_minutes as "cancelFreeUntilMinutes", no_show_after_minutes as "noShowAfterMinutes"`

export const readService = async (sql: Sql | Tx, code: string): Promise<AnsweredService | null> => {
  const [row] = await sql<ServiceRow[]>`select ${columns(sql)} from services where code = ${code}`
  return row === undefined ? null : toService(row)
}

/** Those of these services that there are. */
export const readServices = async (sql: Queries, codes: readonly string[]): Promise<Service[]> => {
  const rows = await sql<ServiceRow[]>`select ${columns(sql)} from services where code = any(${[...codes]}::text[])`
  return rows.map(toService)
}

/** Services by their codes. */
export const listServices = async (
  sql: Sql,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ data: AnsweredService[]; nextCursor: string | null }> => {
  const rows = await sql<ServiceRow[]>`
    select ${columns(sql)} from services where ${after === undefined ? sql`true` : sql`code > ${after}`}
    order by code limit ${limit + 1}`
  return pageOf(rows.map(toService), limit, ({ code }) => [code])
}
