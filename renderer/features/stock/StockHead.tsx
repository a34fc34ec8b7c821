import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { StockQuery } from '../../app/terminal.ts'
import classes from './StockHead.module.css'
import { ariaSort, type Column, sortedBy } from './stockView.ts'

/** The heads of the columns; pressing one sorts by it. */
export const StockHead = ({ query, onQuery }: { query: StockQuery; onQuery: (query: StockQuery) => void }) => {
  const { t } = useTranslation()
  const head = (column: Column, figure: boolean) => {
    const sort = ariaSort(query, column)
    return (
      <div key={column} role="columnheader" aria-sort={sort} className={classes.head} data-figure={figure}>
        <button type="button" onClick={() => onQuery(sortedBy(query, column))}>
          {t(`stock.column.${column}`)}
          {sort === 'ascending' && <ArrowUp size={16} aria-hidden />}
          {sort === 'descending' && <ArrowDown size={16} aria-hidden />}
        </button>
      </div>
    )
  }
  return (
    <>
      {head('sku', false)}
      {head('name', false)}
      <div role="columnheader" className={classes.plain}>
        {t('stock.column.bar')}
      </div>
      {head('available', true)}
      {head('held', true)}
      {head('onHand', true)}
    </>
  )
}
