import { z } from 'zod'
import { codeSchema } from '../../shared/codes.ts'
import { type ResourceKind, resourceKinds } from '../../shared/bookings/resources.ts'
import type { EpochMs } from '../../shared/time.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { type Changed, changed, replicaChange } from '../feed/announce.ts'

export const inUseSchema = z.strictObject({ code: codeSchema, isInUse: z.boolean() })

/** What is still to come of what was booked on a resource, or is going on. */
export interface Ahead {
  readonly bookings: number
  readonly firstAt: EpochMs | null
}

export interface OutOfUse extends Ahead {
  readonly code: string
  readonly kind: ResourceKind
  readonly name: string
}

interface Row {
  readonly code: string
  readonly kind: string
  readonly name: string
  readonly active: boolean
  readonly bookings: number
  readonly firstAt: Date | null
}

const kindSchema = z.enum(resourceKinds)

/** What has lapsed counts for nothing, whether or not somebody has tidied up (SPEC T4); nor does what is held without a booking: it ends by itself. */
const read = (sql: Sql, location: string, code: string | null): Promise<Row[]> => sql<Row[]>`
  select r.code, r.kind, r.name, r.active, a.bookings, a."firstAt"
  from resources r cross join lateral (
    select count(*)::int as bookings, min(b.starts_at) as "firstAt"
    from slot_claims c join bookings b on b.hold = c.hold
    where c.resource = r.code and c.active and c.blocked && tstzrange(now(), null) and upper(c.during) > now()
      and (c.ends_at is null or c.ends_at > now())) a
  where r.location = ${location} and ${code === null ? sql`not r.active` : sql`r.code = ${code}`}
  order by r.name, r.code`

const aheadIn = ({ bookings, firstAt }: Row): Ahead => ({ bookings, firstAt: firstAt?.getTime() ?? null })

/** What is still to come on a resource of a location; null if it has none of this code. */
export const readAhead = async (sql: Sql, code: string, location: string): Promise<Ahead | null> => {
  const [row] = await read(sql, location, code)
  return row === undefined ? null : aheadIn(row)
}

/** What a location does not use any more, by name. */
export const listOutOfUse = async (sql: Sql, location: string): Promise<OutOfUse[]> =>
  (await read(sql, location, null)).map((row) => ({
    ...{ code: row.code, name: row.name, kind: kindSchema.parse(row.kind) },
    ...aheadIn(row),
  }))

/** Takes a resource of a location out of use, or back into it; what was booked stays, and so do its hours. @returns whether there is one */
export const setInUse = async (
  tx: Tx,
  { code, isInUse }: z.infer<typeof inUseSchema>,
  location: string,
): Promise<Changed<boolean>> => {
  const [row] = await tx`
    update resources set active = ${isInUse} where code = ${code} and location = ${location} returning 1`
  return row === undefined ? changed(false) : changed(true, replicaChange('replica.resource', `resource:${code}`))
}
