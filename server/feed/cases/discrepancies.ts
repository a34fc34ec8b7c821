import { type CaseData, caseIdOf, type CaseOf, discrepancySchema } from '../../../shared/protocol/cases.ts'
import type { Sql } from '../../db/connect.ts'
import type { CaseSource } from './types.ts'

type Row = Omit<CaseData<'discrepancy'>, 'kind'> & { readonly kind: string; readonly isSettled: boolean }

const selectDiscrepancies = async (sql: Sql, rest: ReturnType<typeof sql<Row[]>>): Promise<CaseOf<'discrepancy'>[]> => {
  const rows = await sql<Row[]>`
    select d.id, round(extract(epoch from d.raised_at) * 1000)::bigint as at, d.location, d.sku, d.quantity, d.kind, d.order_id as order,
      o.number as "orderNumber", t.number as "transferNumber", d.terminal, d.staff, d.settled_at is not null as "isSettled"
    from discrepancies d left join orders o on o.id = d.order_id left join transfers t on t.id = d.transfer_id ${rest}`
  return rows.map(({ isSettled, ...row }) => ({
    ...{ id: caseIdOf('discrepancy', row.id), type: 'discrepancy', location: row.location },
    data: discrepancySchema.parse(row),
    _deleted: isSettled,
  }))
}

/** What did not fit and nobody has settled. */
export const discrepancies: CaseSource<'discrepancy'> = {
  type: 'discrepancy',
  types: ['discrepancy.raised', 'replica.discrepancy'],
  page: (sql, location, after, limit) =>
    selectDiscrepancies(
      sql,
      sql`where d.settled_at is null and d.location = ${location} and d.id > ${after}::uuid order by d.id limit ${limit}`,
    ),
  byIds: (sql, ids) => selectDiscrepancies(sql, sql`where d.id = any(${[...ids]}::uuid[])`),
}
