import type { StockQuery } from '../../app/terminal.ts'

/** What is asked of the list: how it is found, sorted and narrowed. */
export type Column = StockQuery['sort']

export const columns = ['sku', 'name', 'available', 'held', 'onHand'] as const satisfies readonly Column[]

/** Text columns begin at A, figures with the largest. */
const startsDescending: Readonly<Record<Column, boolean>> = {
  sku: false,
  name: false,
  available: true,
  held: true,
  onHand: true,
}

/** The query after a column's head was pressed: sorts by it, or turns it round if it was sorted by already. */
export const sortedBy = (query: StockQuery, column: Column): StockQuery =>
  query.sort === column
    ? { ...query, descending: !query.descending }
    : { ...query, sort: column, descending: startsDescending[column] }

/** What `aria-sort` says of a column. */
export const ariaSort = (query: Pick<StockQuery, 'sort' | 'descending'>, column: Column) => {
  if (query.sort !== column) return 'none'
  return query.descending ? 'descending' : 'ascending'
}

export const wholeList: StockQuery = { text: '', sort: 'name', descending: false, only: 'all' }
