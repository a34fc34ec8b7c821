import type { DocumentOf } from '../../shared/protocol/feed.ts'
import { caseSources } from './cases/registry.ts'
import type { Source } from './collections.ts'

const zeroUuid = '00000000-0000-0000-0000-000000000000'

/** Types in the order of the documents' ids. */
const inOrder = Object.values(caseSources).toSorted((one, other) => (one.type < other.type ? -1 : 1))

/**
 * What people work through until it has ended, of all types. Its subjects on the feed are the ids of what the cases are about, without the type
 * that stands before them in the document's own id; all of them are UUIDs, of which no two are alike.
 */
export const cases: Source<'cases'> = {
  types: inOrder.flatMap(({ types }) => types),
  local: true,
  idOf: ({ id }) => id,
  subjectOf: ({ data }) => data.id,
  keyOf: ({ data, location }) => `${location}/${data.id}`,
  locationOf: ({ location }) => location,
  page: async (sql, location, after, limit) => {
    const found: DocumentOf<'cases'>[] = []
    for (const source of inOrder) {
      const prefix = `${source.type}:`
      const isBegun = after.startsWith(prefix)
      if (found.length === limit || (!isBegun && after > prefix)) continue
      const from = isBegun ? after.slice(prefix.length) : zeroUuid
      found.push(...(await source.page(sql, location, from, limit - found.length)))
    }
    return found
  },
  byIds: async (sql, ids, changes) => {
    const asked = inOrder.filter(({ types }) => types.some((type) => changes.has(type)))
    return (await Promise.all(asked.map((source) => source.byIds(sql, ids)))).flat()
  },
}
