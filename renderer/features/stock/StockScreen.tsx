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
import { useScans } from '../counter/useScans.ts'
import { AllLocations } from './AllLocations.tsx'
import { ItemDrawer } from './ItemDrawer.tsx'
import { LocalStock } from './LocalStock.tsx'
import classes from './StockScreen.module.css'
import { wholeList } from './stockView.ts'

const isOnly = (value: string): value is StockQuery['only'] => value === 'all' || value === 'held' || value === 'short'

const legend = ['available', 'pos', 'web', 'marketplace', 'phone', 'quarantined'] as const

/** How the list is found and narrowed. */
const Tools = ({
  query,
  onQuery,
  everywhere,
  onEverywhere,
}: {
  query: StockQuery
  onQuery: (query: StockQuery) => void
  everywhere: boolean
  onEverywhere: (everywhere: boolean) => void
}) => {
  const { t } = useTranslation()
  const location = useLivePart(useTerminal().shop, (shop) => shop.location)
  return (
    <>
      <FindField label={t('stock.find')} value={query.text} onChange={(text) => onQuery({ ...query, text })} />
      <SegmentedControl
        aria-label={t('stock.scope.label')}
        value={everywhere ? 'all' : 'here'}
        onChange={(value) => onEverywhere(value === 'all')}
        data={[
          { value: 'here', label: location?.name ?? t('stock.scope.here') },
          { value: 'all', label: t('stock.scope.all') },
        ]}
      />
      {!everywhere && (
        <SegmentedControl
          aria-label={t('stock.only.label')}
          value={query.only}
          onChange={(only) => isOnly(only) && onQuery({ ...query, only })}
          data={[
            { value: 'all', label: t('stock.only.all') },
            { value: 'held', label: t('stock.only.held') },
            { value: 'short', label: t('stock.only.short') },
          ]}
        />
      )}
    </>
  )
}

/** The stock: what is there, what is held and by whom; one row opens into its story. */
export const StockScreen = () => {
  const { t } = useTranslation()
  const { terminal, sounds } = useGround()
  const formats = useFormats()
  const [query, setQuery] = useState<StockQuery>(wholeList)
  const [everywhere, setEverywhere] = useState(false)
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
    <ListScreen
      label={t('nav.stock')}
      tools={<Tools query={query} onQuery={setQuery} everywhere={everywhere} onEverywhere={setEverywhere} />}
    >
      {everywhere ? (
        <AllLocations query={asked} onQuery={setQuery} onOpen={setOpened} />
      ) : (
        <LocalStock rows={rows} query={query} onQuery={setQuery} onOpen={setOpened} />
      )}
      <div className={classes.legend}>
        {!everywhere && (
          <span role="status">{t('stock.count', { count: rows.length, amount: formats.number(rows.length) })}</span>
        )}
        {legend.map((kind) => (
          <span key={kind} className={classes.sign}>
            <BarSwatch kind={kind} />
            {t(`stock.legend.${kind}`)}
          </span>
        ))}
      </div>
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
