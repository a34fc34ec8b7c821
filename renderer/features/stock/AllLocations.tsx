import { keepPreviousData } from '@tanstack/react-query'
import { PackageSearch } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { MoreRows } from '../../app/MoreRows.tsx'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import type { Total } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { useFailure } from '../../app/useFailure.ts'
import { usePages } from '../../app/usePages.ts'
import type { StockQuery } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { StackedBar } from '../../ui/StackedBar.tsx'
import classes from './LocalStock.module.css'
import { StockHead } from './StockHead.tsx'
import { useBarParts } from './useBarParts.ts'
import { VirtualTable } from './VirtualTable.tsx'

/** All locations' holds by channel, as one. */
const heldByOf = (total: Total): Readonly<Record<string, number>> => {
  const sum: Record<string, number> = {}
  for (const { heldBy } of total.locations)
    for (const [channel, quantity] of Object.entries(heldBy)) sum[channel] = (sum[channel] ?? 0) + quantity
  return sum
}

const Cells = ({ total }: { total: Total }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const parts = useBarParts()
  return (
    <>
      <div role="gridcell" className={classes.sku}>
        {total.sku}
      </div>
      <div role="gridcell" className={classes.name}>
        <span>{total.name}</span>
        {!total.listed && <span className={classes.mark}>{t('stock.listed.mark')}</span>}
      </div>
      <div role="gridcell">
        <StackedBar
          parts={parts({
            available: total.listed ? total.available : 0,
            ...{ heldBy: heldByOf(total), quarantined: 0 },
          })}
        />
      </div>
      <div role="gridcell" className={classes.figure} data-short={total.listed && total.available <= 0}>
        {total.listed ? formats.number(total.available) : '–'}
      </div>
      <div role="gridcell" className={classes.soft}>
        {total.held === 0 ? '–' : formats.number(total.held)}
      </div>
      <div role="gridcell" className={classes.soft}>
        {formats.number(total.onHand)}
      </div>
    </>
  )
}

const cellsOf = (total: Total) => <Cells total={total} />

export interface AllLocationsProps {
  readonly query: StockQuery
  readonly onQuery: (query: StockQuery) => void
  readonly onOpen: (item: { sku: string; name: string }) => void
}

/** The stock of all locations together. Only the hub knows it, so it needs the network, and says so without one. */
export const AllLocations = ({ query, onQuery, onOpen }: AllLocationsProps) => {
  const { t } = useTranslation()
  const { questions } = useGround()
  const { text, sort, descending } = query
  const unlisted = query.only === 'unlisted'
  const totals = usePages(
    ['totals', text, sort, descending, unlisted],
    (cursor) => questions.totals({ text, sort, descending, unlisted, cursor }),
    // What was found stays while it is typed on.
    { placeholderData: keepPreviousData },
  )
  const failure = useFailure(totals)
  const nothing = () => {
    if (failure !== null) return <QuestionNotice error={failure} onRetry={() => void totals.refetch()} />
    if (totals.data === undefined) return <Loading height={320} />
    return (
      <EmptyState
        icon={PackageSearch}
        title={t(unlisted ? 'stock.nothing.unlisted' : 'stock.nothing.text')}
        text={t('stock.nothing.hint')}
      />
    )
  }
  const more = totals.isFetchNextPageError ? <MoreRows pages={totals}>{t('orders.hub.more')}</MoreRows> : null
  return (
    <>
      <VirtualTable
        label={t('stock.scope.all')}
        rows={totals.data?.pages.flatMap(({ rows }) => rows) ?? []}
        keyOf={(total) => total.sku}
        head={<StockHead query={query} onQuery={onQuery} />}
        renderCells={cellsOf}
        onOpen={onOpen}
        onEnd={() => {
          if (totals.hasNextPage && !totals.isFetchingNextPage && more === null) void totals.fetchNextPage()
        }}
        empty={nothing()}
      />
      {more}
    </>
  )
}
