import { choicesFor } from '../../shared/bookings/choices.ts'
import type { Resource, Service } from '../../shared/bookings/resources.ts'
import type { EpochMs } from '../../shared/time.ts'
import type { Sql } from '../db/connect.ts'
import { readService } from './services.ts'
import { resourcesAt } from './resources.ts'

export interface ChoiceWish {
  readonly location: string
  readonly service: string
  readonly start: EpochMs
  /** Undefined: nobody said; then no table is too large. */
  readonly party: number | undefined
  /** What has to be among it. */
  readonly named: readonly string[]
}

export type Chosen =
  | { readonly type: 'choices'; readonly choices: string[][] }
  | { readonly type: 'missing'; readonly what: 'location' | 'service' | 'resource'; readonly id: string }
  /** Nothing that there is could ever do. */
  | { readonly type: 'unfit' }

/** As many as a command may carry. */
const mostChoices = 60

/**
 * What a booking could be made with: what seems to be free at the time first, each time the best fit first. Locks nothing; the arbiter has the last
 * word and takes the first that is free.
 */
export const chooseResources = async (sql: Sql, wish: ChoiceWish): Promise<Chosen> => {
  const [service, resources, [location]] = await Promise.all([
    readService(sql, wish.service),
    resourcesAt(sql, wish.location),
    sql`select 1 from locations where code = ${wish.location}`,
  ])
  if (location === undefined) return { type: 'missing', what: 'location', id: wish.location }
  if (service === null) return { type: 'missing', what: 'service', id: wish.service }
  const unknown = wish.named.find((code) => !resources.some((resource) => resource.code === code))
  if (unknown !== undefined) return { type: 'missing', what: 'resource', id: unknown }
  const taken = await takenAt(sql, resources, service, wish.start)
  const free = resources.filter(({ code }) => !taken.has(code) || wish.named.includes(code))
  const choices = [...choicesAmong(free, service, wish), ...choicesAmong(resources, service, wish)]
  const distinct = [...new Map(choices.map((codes) => [codes.join('/'), codes])).values()]
  return distinct.length === 0 ? { type: 'unfit' } : { type: 'choices', choices: distinct.slice(0, mostChoices) }
}

const choicesAmong = (resources: readonly Resource[], { needs }: Service, { named, party }: ChoiceWish): string[][] => {
  const fitting = party === undefined ? resources.map((resource) => ({ ...resource, minParty: 1 })) : resources
  const kindsNamed = new Set(fitting.filter(({ code }) => named.includes(code)).map(({ kind }) => kind))
  const narrow = fitting.filter(({ code, kind }) => named.includes(code) || !kindsNamed.has(kind))
  const withAllNamed = (choices: string[][]): string[][] =>
    choices.filter((codes) => named.every((code) => codes.includes(code)))
  const found = withAllNamed(choicesFor(narrow, needs, party ?? 1, mostChoices))
  return found.length > 0 || named.length === 0 ? found : withAllNamed(choicesFor(fitting, needs, party ?? 1, 1_000))
}

const takenAt = async (
  sql: Sql,
  resources: readonly Resource[],
  { durationMinutes }: Service,
  start: EpochMs,
): Promise<Set<string>> => {
  const rows = await sql<{ resource: string }[]>`
    select distinct c.resource from unnest(${resources.map(({ code }) => code)}::text[], ${resources.map(({ bufferMinutes }) => bufferMinutes)}::integer[]) as r (code, buffer)
    join slot_claims c on c.resource = r.code
      and c.blocked && tstzrange(to_timestamp(${start}::float8 / 1000), to_timestamp(${start}::float8 / 1000) + make_interval(mins => ${durationMinutes} + r.buffer))
    where c.active and (c.ends_at is null or c.ends_at > clock_timestamp())`
  return new Set(rows.map(({ resource }) => resource))
}
