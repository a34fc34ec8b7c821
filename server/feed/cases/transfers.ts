import { caseIdOf, type CaseOf } from '../../../shared/protocol/cases.ts'
import { comingIn, type Transfer, transferStates } from '../../../shared/transfers/transfers.ts'
import { selectTransfers } from '../../transfers/transferRows.ts'
import type { CaseSource } from './types.ts'

/** Goods on the way from one location to another: a copy for each of the two. */
export const transfers: CaseSource<'transfer'> = {
  type: 'transfer',
  types: ['replica.transfer', ...transferStates.map((state) => `transfer.${state}`)],
  page: async (sql, location, after, limit) =>
    (
      await selectTransfers(
        sql,
        sql`
          where (t.from_location = ${location} or t.to_location = ${location}) and t.id > ${after}::uuid and t.kept_until is distinct from '-infinity'
            and (t.kept_until is null or t.kept_until > now())
          order by t.id limit ${limit}`,
      )
    ).map((one) => present(one, location, false)),
  byIds: async (sql, ids) => {
    const [found, over] = await Promise.all([
      selectTransfers(sql, sql`where t.id = any(${[...ids]}::uuid[])`),
      sql<{ id: string }[]>`select id from transfers where id = any(${[...ids]}::uuid[]) and kept_until <= now()`,
    ])
    const gone = new Set(over.map(({ id }) => id))
    return found.flatMap((one) =>
      [one.from, one.to].map((location) => present(one, location, comingIn(one) === 0 && gone.has(one.id))),
    )
  },
}

const present = ({ lines, ...one }: Transfer, location: string, isOver: boolean): CaseOf<'transfer'> => ({
  ...{ id: caseIdOf('transfer', one.id), type: 'transfer', location, _deleted: isOver },
  data: { ...one, lines: [...lines] },
})
