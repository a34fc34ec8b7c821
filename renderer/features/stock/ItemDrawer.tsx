import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Sheet } from '../../app/Sheet.tsx'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { QuestionNotice } from '../../app/QuestionNotice.tsx'
import { QuestionError } from '../../app/questions.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { Level } from '../../app/terminal.ts'
import { useFailure } from '../../app/useFailure.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { Notice } from '../../ui/Notice.tsx'
import { StackedBar } from '../../ui/StackedBar.tsx'
import { ChangeForms } from './StockForms.tsx'
import { FlashSale } from './FlashSale.tsx'
import { HolderList } from './HolderList.tsx'
import classes from './ItemDrawer.module.css'
import { Listed, type ListedProps } from './Listed.tsx'
import { Locations } from './Locations.tsx'
import { Movements } from './Movements.tsx'
import { useBarParts } from './useBarParts.ts'
import { useTotal } from './useTotal.ts'

const figures = [
  'available',
  'held',
  'onHand',
  'safetyStock',
  'inTransit',
  'returning',
  'quarantined',
  'damaged',
] as const
/** Always shown, also when they are none. */
const always = new Set<string>(['available', 'held', 'onHand'])

const Figures = ({ level }: { level: Level }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const parts = useBarParts()
  return (
    <>
      <StackedBar parts={parts(level.listed ? level : { ...level, available: 0 })} />
      <dl className={classes.figures}>
        {figures
          .filter((figure) => level.listed || figure !== 'available')
          .filter((figure) => always.has(figure) || level[figure] !== 0)
          .map((figure) => (
            <div key={figure}>
              <dt>{t(`stock.figure.${figure}`)}</dt>
              <dd>{formats.number(level[figure])}</dd>
            </div>
          ))}
      </dl>
    </>
  )
}

/** What only the hub knows of one thing. Without a network that is said once, not by each part. */
const HubParts = ({ sku, listed, manages }: Pick<ListedProps, 'sku' | 'listed' | 'manages'>) => {
  const { t } = useTranslation()
  const location = useLive(useTerminal().shop).terminal?.location
  const total = useTotal(sku)
  const failure = useFailure(total)
  if (total.data === undefined && failure instanceof QuestionError && failure.why === 'offline')
    return (
      <section aria-label={t('stock.away')}>
        <h3>{t('stock.away')}</h3>
        <QuestionNotice error={failure} onRetry={() => void total.refetch()} />
      </section>
    )
  return (
    <>
      {manages && listed && (
        <section aria-label={t('stock.flash.title')}>
          <h3>{t('stock.flash.title')}</h3>
          <FlashSale sku={sku} />
        </section>
      )}
      <section aria-label={t('stock.places.title')}>
        <h3>{t('stock.places.title')}</h3>
        <Locations {...{ sku, listed }} />
      </section>
      {location !== undefined && (
        <section aria-label={t('stock.movements.title')}>
          <h3>{t('stock.movements.title')}</h3>
          <Movements sku={sku} location={location} />
        </section>
      )}
    </>
  )
}

export interface ItemDrawerProps {
  readonly sku: string
  readonly name: string
  /** It was scanned, to be counted: what is typed next is how many there are. */
  readonly isScanned?: boolean
  /** Something else was scanned before what was typed for this one was saved. */
  readonly isUnsaved: boolean
  readonly onTyped: (isTyped: boolean) => void
  readonly onClose: () => void
}

/** One thing: its figures, who holds it, what a manager may do, where else it is, and what moved. */
export const ItemDrawer = ({ sku, name, isScanned = false, isUnsaved, onTyped, onClose }: ItemDrawerProps) => {
  const { t } = useTranslation()
  const terminal = useTerminal()
  const level = useLive(useMemo(() => terminal.stock.level(sku), [terminal, sku]))
  const me = useLive(terminal.me)
  const manages = me !== null && mayAct(me.role, 'manager')
  const listed = level?.listed ?? true
  return (
    <Sheet opened onClose={onClose} position="right" size={560} title={`${name} · ${sku}`}>
      <div className={classes.drawer}>
        {level === null ? <p className={classes.none}>{t('stock.notHere')}</p> : <Figures level={level} />}
        {!listed && <Listed {...{ sku, listed, manages }} />}
        <section aria-label={t('stock.holds.title')}>
          <h3>{t('stock.holds.title')}</h3>
          <HolderList sku={sku} />
        </section>
        {manages && (
          <section aria-label={t('stock.change.title')} className={classes.forms}>
            <h3>{t('stock.change.title')}</h3>
            {isUnsaved && <Notice tone="amber" role="alert" title={t('stock.change.unsaved')} />}
            <ChangeForms sku={sku} onHand={level?.onHand ?? 0} isNext={isScanned} onTyped={onTyped} />
          </section>
        )}
        <HubParts {...{ sku, listed, manages }} />
        {listed && <Listed {...{ sku, listed, manages }} />}
      </div>
    </Sheet>
  )
}
