import { PackageSearch } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { Level, StockQuery } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { StackedBar } from '../../ui/StackedBar.tsx'
import classes from './LocalStock.module.css'
import { NoGoods } from './NoGoods.tsx'
import { StockHead } from './StockHead.tsx'
import { useBarParts } from './useBarParts.ts'
import { VirtualTable } from './VirtualTable.tsx'

const Cells = memo(({ level }: { level: Level }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const parts = useBarParts()
  return (
    <>
      <div role="gridcell" className={classes.sku}>
        {level.sku}
      </div>
      <div role="gridcell" className={classes.name} title={level.name}>
        <span>{level.name}</span>
        {!level.listed && <span className={classes.mark}>{t('stock.listed.mark')}</span>}
      </div>
      <div role="gridcell">
        <StackedBar parts={parts(level.listed ? level : { ...level, available: 0 })} />
      </div>
      <div role="gridcell" className={classes.figure} data-short={level.listed && level.available <= 0}>
        {level.listed ? formats.number(level.available) : '–'}
      </div>
      <div role="gridcell" className={classes.soft}>
        {level.held === 0 ? '–' : formats.number(level.held)}
      </div>
      <div role="gridcell" className={classes.soft}>
        {formats.number(level.onHand)}
      </div>
    </>
  )
})

const cellsOf = (level: Level) => <Cells level={level} />

export interface LocalStockProps {
  readonly rows: readonly Level[]
  readonly query: StockQuery
  readonly onQuery: (query: StockQuery) => void
  readonly onOpen: (item: { sku: string; name: string }) => void
}

/** The stock of this terminal's own location, from its own copy: works without a network. */
export const LocalStock = ({ rows, query, onQuery, onOpen }: LocalStockProps) => {
  const { t } = useTranslation()
  const known = useLive(useTerminal().catalogue.size)
  const nothing = {
    title: t(`stock.nothing.${query.text === '' ? query.only : 'text'}`),
    text: t('stock.nothing.hint'),
  }
  return (
    <VirtualTable
      label={t('nav.stock')}
      rows={rows}
      keyOf={(level) => level.sku}
      head={<StockHead query={query} onQuery={onQuery} />}
      renderCells={cellsOf}
      onOpen={onOpen}
      empty={known === 0 ? <NoGoods /> : <EmptyState icon={PackageSearch} {...nothing} />}
    />
  )
}
