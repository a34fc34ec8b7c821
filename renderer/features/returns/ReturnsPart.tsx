import { useMediaQuery } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { PackageOpen } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Sheet } from '../../app/Sheet.tsx'
import { isPrintedNumber } from '../../../shared/orders/saleReference.ts'
import { useGround, useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardOrder } from '../../app/terminal.ts'
import { useLive } from '../../app/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useDesk } from '../counter/DeskContext.tsx'
import { useScans } from '../counter/useScans.ts'
import orders from '../orders/OrdersScreen.module.css'
import group from '../preorders/Preorders.module.css'
import { ReturnPane } from './ReturnPane.tsx'
import { ReturnRow } from './ReturnRow.tsx'
import { byStage, orderOf, returnOf, stages, withoutReturn } from './returnsView.ts'
import { Unopened } from './Unopened.tsx'

interface Props {
  readonly orders: readonly BoardOrder[]
  /** Whose return is shown first. */
  readonly first?: BoardOrder | null
}

/** Goods that come back: what waits to be looked at first, then what is on its way. A scan of a parcel opens its return. */
export const ReturnsPart = ({ orders: all, first = null }: Props) => {
  const { t } = useTranslation()
  const { sounds } = useGround()
  const desk = useDesk()
  const returns = useLive(useTerminal().returns.list)
  const [chosen, setChosen] = useState(() => returns.find(({ order }) => order === first?.id)?.id ?? null)
  const [scanned, setScanned] = useState(first?.id ?? null)
  const hasRoom = useMediaQuery('(min-width: 1100px)', window.innerWidth >= 1100, { getInitialValueInEffect: false })
  const open = returns.find(({ id }) => id === chosen) ?? null

  const onScan = (code: string): void => {
    const found = returnOf(returns, code)
    if (found !== null) return setChosen(found.id)
    const order = orderOf(all, code)
    if (order !== null) {
      setChosen(null)
      return setScanned(order.id)
    }
    if (isPrintedNumber(code)) return desk.sought.set(code)
    sounds.refuse()
    notifications.show({ withBorder: true, message: t('returns.unknown', { code }) })
  }
  // With a return open, its pane hears the scanner.
  useScans(onScan, open === null)

  const groups = byStage(returns)
  const unopened = withoutReturn(all, returns, scanned)
  const isEmpty = returns.length + unopened.length === 0
  const pane = open === null ? null : <ReturnPane key={open.id} one={open} onScanElse={onScan} />
  return (
    <div className={orders.body}>
      {/* It scrolls, and so has to be reached by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={orders.list} role="group" aria-label={t('orders.view.returns')} tabIndex={0}>
        {isEmpty && <EmptyState icon={PackageOpen} title={t('returns.empty.title')} text={t('returns.empty.text')} />}
        {stages.map(
          (stage) =>
            groups[stage].length > 0 && (
              <section key={stage} className={group.group} aria-label={t(`returns.stage.${stage}`)}>
                <h2>
                  {t(`returns.stage.${stage}`)} <span>{groups[stage].length}</span>
                </h2>
                <ul className={group.rows}>
                  {groups[stage].map((one) => (
                    <ReturnRow key={one.id} one={one} isChosen={one.id === chosen} onChoose={() => setChosen(one.id)} />
                  ))}
                </ul>
              </section>
            ),
        )}
        {unopened.length > 0 && (
          <section className={group.group} aria-label={t('returns.unopened')}>
            <h2>
              {t('returns.unopened')} <span>{unopened.length}</span>
            </h2>
            <ul className={group.rows}>
              {unopened.map((order) => (
                <Unopened key={order.id} order={order} onOpened={setChosen} />
              ))}
            </ul>
          </section>
        )}
      </div>
      {hasRoom ? (
        // It scrolls, and so has to be reached by keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={orders.side} role="group" aria-label={t('returns.pane')} tabIndex={0}>
          {pane ?? <p className={orders.hint}>{t('returns.choose')}</p>}
        </div>
      ) : (
        <Sheet
          opened={open !== null}
          onClose={() => setChosen(null)}
          position="right"
          size={480}
          title={t('returns.pane')}
        >
          {pane}
        </Sheet>
      )}
    </div>
  )
}
