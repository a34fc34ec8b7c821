import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Truck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { Sheet } from '../../app/Sheet.tsx'
import { useGround, useTerminal } from '../../app/TerminalContext.tsx'
import { useLive, useLivePart } from '../../app/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useScans } from '../counter/useScans.ts'
import orders from '../orders/OrdersScreen.module.css'
import group from '../preorders/Preorders.module.css'
import { SendGoods } from './SendGoods.tsx'
import { TransferPane } from './TransferPane.tsx'
import { TransferRow } from './TransferRow.tsx'
import own from './Transfers.module.css'
import { byStage, stages, transferOf } from './transfersView.ts'
import { usePlaces } from './usePlaces.ts'

/** What stands over the list: a transfer, or goods that are gathered to be sent. */
type Open = { readonly id: string } | { readonly first: string | null } | null

/** Goods that go from one location to another: what comes here first, then what left. A scan of a slip opens its transfer. */
export const TransfersPart = () => {
  const { t } = useTranslation()
  const { sounds } = useGround()
  const { catalogue, me, transfers } = useTerminal()
  const all = useLive(transfers.list)
  const manages = useLivePart(me, (person) => person !== null && mayAct(person.role, 'manager'))
  const { here } = usePlaces()
  const [open, setOpen] = useState<Open>(null)
  const groups = byStage(all, here)
  const chosen = open !== null && 'id' in open ? (all.find(({ id }) => id === open.id) ?? null) : null

  const onScan = (code: string): void => {
    const found = transferOf(all, code)
    if (found !== null) return setOpen({ id: found.id })
    const item = catalogue.find(code)
    const holding = [...groups.toReceive, ...groups.missing].find(({ lines }) =>
      lines.some(({ sku }) => sku === item?.sku),
    )
    if (holding !== undefined) return setOpen({ id: holding.id })
    if (item !== null && manages) return setOpen({ first: item.sku })
    sounds.refuse()
    notifications.show({ withBorder: true, message: t('transfers.unknown', { code }) })
  }
  const isSending = open !== null && 'first' in open
  // What is open over the list hears the scanner, where it counts.
  const hears = isSending || (chosen !== null && chosen.to === here && groups.done.every(({ id }) => id !== chosen.id))
  useScans(onScan, !hears)

  const close = () => setOpen(null)
  const pane = () => {
    if (open !== null && 'first' in open)
      return <SendGoods first={open.first} onSent={(id) => setOpen({ id })} onClose={close} />
    return chosen === null ? null : <TransferPane key={chosen.id} one={chosen} onScanElse={onScan} />
  }
  const begin = manages && (
    <Button leftSection={<Truck size={20} aria-hidden />} onClick={() => setOpen({ first: null })}>
      {t('transfers.send')}
    </Button>
  )
  const shown = pane()
  return (
    <>
      {/* It scrolls, and so has to be reached by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={orders.list} role="group" aria-label={t('transfers.title')} tabIndex={0}>
        {all.length === 0 ? (
          <EmptyState
            icon={Truck}
            title={t('transfers.empty.title')}
            text={t(`transfers.empty.${manages ? 'manage' : 'ask'}`)}
          >
            {begin}
          </EmptyState>
        ) : (
          manages && <div className={own.begin}>{begin}</div>
        )}
        {stages.map(
          (stage) =>
            groups[stage].length > 0 && (
              <section key={stage} className={group.group} aria-label={t(`transfers.stage.${stage}`)}>
                <h2>
                  {t(`transfers.stage.${stage}`)} <span>{groups[stage].length}</span>
                </h2>
                <ul className={group.rows}>
                  {groups[stage].map((one) => (
                    <TransferRow
                      key={one.id}
                      one={one}
                      isChosen={one.id === chosen?.id}
                      onChoose={() => setOpen({ id: one.id })}
                    />
                  ))}
                </ul>
              </section>
            ),
        )}
      </div>
      <Sheet
        opened={shown !== null}
        onClose={close}
        position="right"
        size={560}
        title={chosen?.number ?? t('transfers.new')}
      >
        {shown}
      </Sheet>
    </>
  )
}
