import { SegmentedControl } from '@mantine/core'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGround, useTerminal } from '../../app/TerminalContext.tsx'
import type { StockQuery } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive, useLivePart } from '../../app/useLive.ts'
import { FindField } from '../../ui/FindField.tsx'
import { ListScreen } from '../../ui/ListScreen.tsx'
import { BarSwatch } from '../../ui/StackedBar.tsx'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { comingIn } from '../../../shared/transfers/transfers.ts'
import { useScans } from '../counter/useScans.ts'
import { ShelfButtons } from '../shelf/ShelfButtons.tsx'
import { AllLocations } from './AllLocations.tsx'
import { ItemDrawer } from './ItemDrawer.tsx'
import { TransfersPart } from '../transfers/TransfersPart.tsx'
import { LocalStock } from './LocalStock.tsx'
import classes from './StockScreen.module.css'
import { wholeList } from './stockView.ts'

const onlys = ['all', 'held', 'short', 'unlisted'] as const satisfies readonly StockQuery['only'][]

const isOnly = (value: string): value is StockQuery['only'] => onlys.some((one) => one === value)

const views = ['here', 'all', 'transfers'] as const
type View = (typeof views)[number]

const legend = ['available', 'pos', 'web', 'marketplace', 'phone', 'quarantined'] as const

/** How the list is found and narrowed. */
const Tools = ({
  query,
  onQuery,
  view,
  onView,
}: {
  query: StockQuery
  onQuery: (query: StockQuery) => void
  view: View
  onView: (view: View) => void
}) => {
  const { t } = useTranslation()
  const { me, shop, transfers } = useTerminal()
  const manages = useLivePart(me, (person) => person !== null && mayAct(person.role, 'manager'))
  const { location, locations, terminal } = useLive(shop)
  const coming = useLivePart(
    transfers.list,
    (all) => all.filter((one) => one.to === terminal?.location && comingIn(one) > 0).length,
  )
  const formats = useFormats()
  const labels: Readonly<Record<View, string>> = {
    ...{ here: location?.name ?? t('stock.scope.here'), all: t('stock.scope.all') },
    transfers: coming === 0 ? t('transfers.title') : t('stock.scope.coming', { amount: formats.number(coming) }),
  }
  return (
    <>
      {view !== 'transfers' && (
        <FindField label={t('stock.find')} value={query.text} onChange={(text) => onQuery({ ...query, text })} />
      )}
      <SegmentedControl
        aria-label={t('stock.scope.label')}
        value={view}
        onChange={(value) => onView(views.find((one) => one === value) ?? 'here')}
        data={views
          // Where there is one location, nothing goes anywhere.
          .filter((one) => one !== 'transfers' || locations.length > 1)
          .map((value) => ({ value, label: labels[value] }))}
      />
      {view !== 'transfers' && (
        <SegmentedControl
          aria-label={t('stock.only.label')}
          value={view === 'all' && query.only !== 'unlisted' ? 'all' : query.only}
          onChange={(only) => isOnly(only) && onQuery({ ...query, only })}
          data={onlys
            // Over all locations the hub is asked, which tells nothing by what is held or short.
            .filter((one) => view === 'here' || one === 'all' || one === 'unlisted')
            .map((value) => ({ value, label: t(`stock.only.${value}`) }))}
        />
      )}
      {view === 'here' && manages && <ShelfButtons />}
    </>
  )
}

/** The stock: what is there, what is held and by whom; one row opens into its story. */
export const StockScreen = () => {
  const { t } = useTranslation()
  const { terminal, sounds } = useGround()
  const formats = useFormats()
  const [query, setQuery] = useState<StockQuery>(wholeList)
  const [view, setView] = useState<View>('here')
  const [opened, setOpened] = useState<{ sku: string; name: string; isScanned?: boolean } | null>(null)
  // Typing stays quick while a long list is being found.
  const asked = useDeferredValue(query)
  const rows = useLive(useMemo(() => terminal.stock.rows(asked), [terminal, asked]))

  const [typed, setTyped] = useState<'nothing' | 'unsaved' | 'unsaved_and_told'>('nothing')
  const close = () => {
    setOpened(null)
    setTyped('nothing')
  }

  // Who counts a shelf scans one thing after the other; while one is looked at, none of them is for a customer. Nothing that was typed is lost by it.
  useScans((code) => {
    if (typed !== 'nothing') {
      setTyped('unsaved_and_told')
      return sounds.refuse()
    }
    const item = terminal.catalogue.find(code)
    if (item === null) return sounds.refuse()
    sounds.tick()
    setOpened({ sku: item.sku, name: item.name, isScanned: true })
  }, opened !== null)

  return (
    <ListScreen label={t('nav.stock')} tools={<Tools query={query} onQuery={setQuery} view={view} onView={setView} />}>
      {view === 'transfers' && <TransfersPart />}
      {view === 'all' && <AllLocations query={asked} onQuery={setQuery} onOpen={setOpened} />}
      {view === 'here' && <LocalStock rows={rows} query={query} onQuery={setQuery} onOpen={setOpened} />}
      {view !== 'transfers' && (
        <div className={classes.legend}>
          {view === 'here' && (
            <span role="status">{t('stock.count', { count: rows.length, amount: formats.number(rows.length) })}</span>
          )}
          {legend.map((kind) => (
            <span key={kind} className={classes.sign}>
              <BarSwatch kind={kind} />
              {t(`stock.legend.${kind}`)}
            </span>
          ))}
        </div>
      )}
      {opened !== null && (
        <ItemDrawer
          key={`${opened.sku} ${opened.isScanned === true}`}
          {...opened}
          isUnsaved={typed === 'unsaved_and_told'}
          onTyped={(isTyped) => setTyped(isTyped ? 'unsaved' : 'nothing')}
          onClose={close}
        />
      )}
    </ListScreen>
  )
}
