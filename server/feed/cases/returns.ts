import { returnStates, type ToldReturn } from '../../../shared/returns/returns.ts'
import { caseIdOf, type CaseOf } from '../../../shared/protocol/cases.ts'
import { selectToldReturns } from '../../returns/returnRows.ts'
import type { CaseSource } from './types.ts'

/** Goods that come back or have to be looked at, and those that were a day ago at most. They stand where their order does, wherever they came. */
export const returns: CaseSource<'return'> = {
  type: 'return',
  types: ['replica.return', ...returnStates.map((state) => `return.${state}`)],
  page: async (sql, location, after, limit) =>
    (
      await selectToldReturns(
        sql,
        sql`
          where r.location = ${location} and r.id > ${after}::uuid and r.kept_until is distinct from '-infinity'
            and (r.kept_until is null or r.kept_until > now())
          order by r.id limit ${limit}`,
      )
    ).map(({ return: one }) => present(one, false)),
  byIds: async (sql, ids) =>
    (await selectToldReturns(sql, sql`where r.id = any(${[...ids]}::uuid[])`)).map(({ return: one, isKept }) =>
      present(one, !isKept),
    ),
}

const present = ({ lines, gradings, ...one }: ToldReturn, isOver: boolean): CaseOf<'return'> => ({
  ...{ id: caseIdOf('return', one.id), type: 'return', location: one.location, _deleted: isOver },
  data: { ...one, lines: [...lines], gradings: [...gradings] },
})
