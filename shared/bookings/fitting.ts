import type { Need, Resource } from './resources.ts'

/** What fills one need: one resource, or tables that are pushed together. */
export interface Unit {
  /** Their places in the list of resources. */
  readonly members: readonly number[]
  readonly codes: readonly string[]
}

/** Everything that could fill a need for a party, whenever it is free; best first. */
export interface Candidates {
  readonly need: Need
  readonly alone: readonly Unit[]
  /** Only where nothing alone is free. */
  readonly joined: readonly Unit[]
}

/** More tables than this are not pushed together for one party, and no more ways than this to do so are weighed. */
const mostJoined = 8
const mostWays = 500

const byCode = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

const seatsOf = ({ maxParty }: Resource): number => maxParty ?? Number.POSITIVE_INFINITY

/** Infinity − Infinity is no number. */
const compare = (a: number, b: number): number => (a === b ? 0 : a - b)

const suits = (resource: Resource, need: Need): boolean =>
  resource.active && resource.kind === need.kind && (need.skill === undefined || resource.skills.includes(need.skill))

/** What could fill a need: the place that is hardly larger than the party first, then by code. Of staff all with the skill, by code. */
export const candidatesFor = (resources: readonly Resource[], need: Need, party: number): Candidates => {
  const suited = resources.flatMap((resource, index) => (suits(resource, need) ? [{ resource, index }] : []))
  const roomy = suited.filter(({ resource }) => need.kind === 'staff' || resource.minParty <= party)
  const alone = roomy
    .filter(({ resource }) => need.kind === 'staff' || seatsOf(resource) >= party)
    .toSorted(
      (a, b) =>
        (need.kind === 'staff' ? 0 : compare(seatsOf(a.resource), seatsOf(b.resource))) ||
        byCode(a.resource.code, b.resource.code),
    )
    .map(({ resource, index }) => ({ members: [index], codes: [resource.code] }))
  const joined = need.kind === 'table' ? joinedTables(roomy, party) : []
  return { need, alone, joined }
}

interface Table {
  readonly resource: Resource
  readonly index: number
}

interface Group {
  readonly tables: readonly Table[]
  readonly seats: number
}

/** Which tables stand so that they can be pushed together; one of the two has to say so. */
const neighboursOf = (tables: readonly Table[]): ReadonlyMap<Table, ReadonlySet<Table>> => {
  const byName = new Map(tables.map((table) => [table.resource.code, table]))
  const neighbours = new Map(tables.map((table) => [table, new Set<Table>()]))
  for (const table of tables)
    for (const code of table.resource.joins) {
      const other = byName.get(code)
      if (other === undefined || other === table) continue
      neighbours.get(table)?.add(other)
      neighbours.get(other)?.add(table)
    }
  return neighbours
}

/**
 * The ways to push tables together for a party that none of them seats alone: the fewest tables first, then the fewest empty seats. Grown table
 * by table from those too small; a way that holds another whole has a table that it could do without.
 */
const joinedTables = (tables: readonly Table[], party: number): Unit[] => {
  const neighbours = neighboursOf(tables)
  const found: Group[] = []
  let small: Group[] = tables
    .filter(({ resource }) => seatsOf(resource) < party)
    .map((table) => ({ tables: [table], seats: seatsOf(table.resource) }))
  for (let count = 2; count <= mostJoined && small.length > 0 && found.length < mostWays; count += 1) {
    const grown = grow(small, neighbours)
    const lean = grown.filter((group) => group.seats >= party && !found.some((way) => isPartOf(way, group)))
    found.push(...lean)
    small = grown.filter(({ seats }) => seats < party)
  }
  return found
    .toSorted((a, b) => a.tables.length - b.tables.length || compare(a.seats, b.seats) || byCode(nameOf(a), nameOf(b)))
    .slice(0, mostWays)
    .map((group) => ({
      members: group.tables.map(({ index }) => index),
      codes: group.tables.map(({ resource }) => resource.code),
    }))
}

const isPartOf = (way: Group, group: Group): boolean => way.tables.every((table) => group.tables.includes(table))

const nameOf = ({ tables }: Group): string => tables.map(({ resource }) => resource.code).join('/')

/** Every group with one more of its neighbours, each way once. */
const grow = (groups: readonly Group[], neighbours: ReadonlyMap<Table, ReadonlySet<Table>>): Group[] => {
  const grown = new Map<string, Group>()
  for (const group of groups)
    for (const table of group.tables)
      for (const next of neighbours.get(table) ?? []) {
        if (group.tables.includes(next)) continue
        const tables = [...group.tables, next].toSorted((a, b) => byCode(a.resource.code, b.resource.code))
        const larger = { tables, seats: group.seats + seatsOf(next.resource) }
        grown.set(nameOf(larger), larger)
        if (grown.size >= mostWays) return [...grown.values()]
      }
  return [...grown.values()]
}
