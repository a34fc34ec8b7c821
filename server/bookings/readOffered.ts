import { z } from 'zod'
import { type Hours, hoursSchema, needSchema, type Resource, resourceKinds } from '../../shared/bookings/resources.ts'
import type { EpochMs } from '../../shared/time.ts'
import type { Sql } from '../db/connect.ts'

/** What can be booked at a location; `zone` is null if there is no such location, `service` if there is no such service or none was asked for. */
export interface Offered {
  readonly now: number
  readonly zone: string | null
  readonly service: { readonly durationMinutes: number; readonly needs: z.infer<typeof needsSchema> } | null
  readonly resources: readonly Resource[]
  readonly hours: ReadonlyMap<string, Hours>
}

const needsSchema = z.array(needSchema)
const kindSchema = z.enum(resourceKinds)

/** What there is, in one query. Hours come as text, for the same text is taken apart only once. */
export const readOffered = async (sql: Sql, location: string, service: string | null): Promise<Offered> => {
  const rows = await sql<
    {
      now: number
      zone: string | null
      durationMinutes: number | null
      needs: unknown
      code: string | null
      kind: string
      minParty: number
      maxParty: number | null
      bufferMinutes: number
      skills: string[]
      joins: string[]
      hours: string | null
    }[]
  >`
    select ceil(extract(epoch from clock_timestamp()) * 1000)::bigint as now, l.time_zone as zone,
      s.duration_minutes as "durationMinutes", case when row_number() over () = 1 then s.needs end as needs,
      r.code, r.kind, r.min_party as "minParty", r.max_party as "maxParty", r.buffer_minutes as "bufferMinutes", r.skills, r.joins, r.hours::text
    from (values (1)) as one
    left join locations l on l.code = ${location}
    left join services s on s.code = ${service}
    left join resources r on r.location = l.code and r.active`
  const [first] = rows
  if (first === undefined) throw new Error('a query that always has a row had none')
  const resources: Resource[] = []
  const hours = new Map<string, Hours>()
  for (const { code, kind, minParty, maxParty, bufferMinutes, skills, joins, hours: text } of rows) {
    if (code === null) continue
    const size = { minParty, maxParty, bufferMinutes }
    resources.push({
      ...{ code, kind: kindSchema.parse(kind), name: '', location, skills, joins, placement: null, active: true },
      ...size,
    })
    if (text !== null) hours.set(code, hoursOfText(text))
  }
  const { now, zone, durationMinutes } = first
  const found = durationMinutes === null ? null : { durationMinutes, needs: needsSchema.parse(first.needs) }
  return { now, zone, service: found, resources, hours }
}

const readTexts = new Map<string, Hours>()
const mostTexts = 10_000

/** The same resources are asked about all day long, and many have the same hours. */
const hoursOfText = (text: string): Hours => {
  const known = readTexts.get(text)
  if (known !== undefined) return known
  const made = hoursSchema.parse(JSON.parse(text))
  if (readTexts.size >= mostTexts) readTexts.clear()
  readTexts.set(text, made)
  return made
}

/**
 * What is taken of a location's resources in a time. What has lapsed counts for nothing, whether or not somebody has tidied up. One row
 * for each resource, its times as the bytes of numbers: the driver would need longer for ten thousand rows than for all the rest.
 */
export const readBusy = async (
  sql: Sql,
  location: string,
  from: EpochMs,
  to: EpochMs,
): Promise<ReadonlyMap<string, Float64Array>> => {
  const rows = await sql<{ resource: string; froms: Buffer; tos: Buffer }[]>`
    select c.resource, string_agg(timestamptz_send(lower(c.blocked)), ''::bytea) as froms,
      string_agg(timestamptz_send(upper(c.blocked)), ''::bytea) as tos
    from resources r join slot_claims c on c.resource = r.code
    where r.location = ${location} and r.active and c.active and c.blocked && tstzrange(${new Date(from)}, ${new Date(to)})
      and (c.ends_at is null or c.ends_at > now())
    group by c.resource`
  return new Map(rows.map(({ resource, froms, tos }) => [resource, timesOf(froms, tos)]))
}

const timesOf = (froms: Buffer, tos: Buffer): Float64Array => {
  const times = new Float64Array(froms.length / 4)
  for (let at = 0; at < froms.length; at += 8) {
    times[at / 4] = momentAt(froms, at)
    times[at / 4 + 1] = momentAt(tos, at)
  }
  return times
}

const postgresEpochMs = Date.UTC(2000, 0, 1)

/** A moment as PostgreSQL sends it: microseconds since 2000 in eight bytes. As two halves, since a BigInt for each would take longer. */
const momentAt = (bytes: Buffer, at: number): number =>
  postgresEpochMs + Math.round((bytes.readInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4)) / 1000)
