import { z } from 'zod'
import {
  type Hours,
  hoursSchema,
  placementSchema,
  type Resource,
  type ResourceInput,
  type ResourceKind,
  resourceKinds,
  type resourceSchema,
} from '../../shared/bookings/resources.ts'
import { AlreadyThere } from '../db/alreadyThere.ts'
import type { Queries, Sql, Tx } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'
import { type Changed, changed, replicaChange } from '../feed/announce.ts'

export type AnsweredResource = z.infer<typeof resourceSchema>

const unique = (codes: readonly string[]): string[] => [...new Set(codes)]

/**
 * Writes a resource as a whole: what is left out has its default afterwards. Its hours stay.
 * @returns null if there is no such location
 * @throws AlreadyThere if it was to be new
 */
export const putResource = async (
  tx: Tx,
  code: string,
  input: ResourceInput,
  isNew = false,
): Promise<Changed<AnsweredResource | null>> => {
  const { kind, name, location, minParty = 1, maxParty = null, bufferMinutes = 0, placement = null } = input
  const resource: AnsweredResource = {
    ...{ code, kind, name, location, minParty, maxParty, bufferMinutes, placement },
    skills: unique(input.skills ?? []),
    joins: unique(input.joins ?? []),
    active: input.active ?? true,
  }
  const [row] = await tx`
    insert into resources (code, kind, name, location, min_party, max_party, buffer_minutes, skills, joins, placement, active)
    select ${code}, ${kind}, ${name}, l.code, ${minParty}, ${maxParty}::integer, ${bufferMinutes}, ${resource.skills}::text[],
      ${resource.joins}::text[], ${placement === null ? null : JSON.stringify(placement)}::text::json, ${resource.active}
    from locations l where l.code = ${location}
    on conflict (code) do update set kind = excluded.kind, name = excluded.name, location = excluded.location,
      min_party = excluded.min_party, max_party = excluded.max_party, buffer_minutes = excluded.buffer_minutes,
      skills = excluded.skills, joins = excluded.joins, placement = excluded.placement, active = excluded.active
    where ${!isNew} returning 1`
  if (row !== undefined) return changed(resource, replicaChange('replica.resource', `resource:${code}`))
  if (isNew && (await readResource(tx, code)) !== null) throw new AlreadyThere(code)
  return changed(null)
}

interface ResourceRow extends Omit<AnsweredResource, 'kind' | 'placement'> {
  readonly kind: string
  readonly placement: unknown
}

const kindSchema = z.enum(resourceKinds)

const toResource = (row: ResourceRow): AnsweredResource => ({
  ...row,
  kind: kindSchema.parse(row.kind),
  placement: placementSchema.nullable().parse(row.placement),
})

const columns = (sql: Queries) => sql`
  code, kind, name, location, min_party as "minParty", max_party as "maxParty", buffer_minutes as "bufferMinutes", skills, joins, placement, active`

export const readResource = async (sql: Sql | Tx, code: string): Promise<AnsweredResource | null> => {
  const [row] = await sql<ResourceRow[]>`select ${columns(sql)} from resources where code = ${code}`
  return row === undefined ? null : toResource(row)
}

export interface ResourcesQuery {
  readonly location?: string | undefined
  readonly kind?: ResourceKind | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** Those of these resources that there are, with their hours. */
export const readResources = async (
  sql: Queries,
  codes: readonly string[],
): Promise<(AnsweredResource & { readonly hours: Hours | null })[]> => {
  const rows = await sql<(ResourceRow & { readonly hours: unknown })[]>`
    select ${columns(sql)}, hours from resources where code = any(${[...codes]}::text[])`
  return rows.map(({ hours, ...row }) => ({ ...toResource(row), hours: hoursSchema.nullable().parse(hours) }))
}

/** What a location has, without what is no longer used. */
export const resourcesAt = async (sql: Queries, location: string): Promise<Resource[]> => {
  const rows = await sql<
    ResourceRow[]
  >`select ${columns(sql)} from resources where location = ${location} and active order by code`
  return rows.map(toResource)
}

/** Resources by their codes, those no longer used too. */
export const listResources = async (
  sql: Sql,
  { location, kind, after, limit }: ResourcesQuery,
): Promise<{ data: AnsweredResource[]; nextCursor: string | null }> => {
  const rows = await sql<ResourceRow[]>`
    select ${columns(sql)} from resources
    where ${location === undefined ? sql`true` : sql`location = ${location}`}
      and ${kind === undefined ? sql`true` : sql`kind = ${kind}`}
      and ${after === undefined ? sql`true` : sql`code > ${after}`}
    order by code limit ${limit + 1}`
  return pageOf(rows.map(toResource), limit, ({ code }) => [code])
}
