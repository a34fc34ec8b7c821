import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardOrder } from '../../app/terminal.ts'
import { useLive } from '../../app/useLive.ts'
import { GiveBackDialog } from './GiveBackDialog.tsx'
import { MoneyDialog } from './MoneyDialog.tsx'
import { actsFor, isLikely, type OrderAct } from './orderActs.ts'
import { CancelDialog, FailDialog, NotDeliveredDialog, PackDialog, ShipDialog } from './OrderDialogs.tsx'
import { OrderSlip } from './OrderSlip.tsx'
import classes from './OrderStory.module.css'
import { useOrderAct } from './useOrderAct.tsx'

interface Props {
  readonly order: BoardOrder
  /** What somebody wanted to do before the order was here. */
  readonly first?: OrderAct | null
  /** Its goods come back, or somebody wants to give them back. */
  readonly onReturn: (order: BoardOrder) => void
}

export const hasGoods = ({ lines }: BoardOrder): boolean =>
  lines.some(({ line }) => line.kind === 'stock' || line.kind === 'preorder')

/** Made at a counter, where its customer was given a slip; others have their shop's own words. */
const isKeptHere = ({ steps }: BoardOrder): boolean =>
  steps.some(({ step, terminal }) => step === 'placed' && terminal !== null)

/** What may be done next, as buttons: the likeliest is the filled one. */
export const OrderActions = ({ order, first = null, onReturn }: Props) => {
  const { t } = useTranslation()
  const me = useLive(useTerminal().me)
  const act = useOrderAct()
  const [asking, setAsking] = useState<OrderAct | null>(first)
  const [busy, setBusy] = useState<OrderAct | null>(null)
  const all = me === null ? [] : actsFor(order, me.role)
  const acts = all.filter((one) => (one !== 'giveBack' || hasGoods(order)) && (one !== 'slip' || isKeptHere(order)))

  const press = async (chosen: OrderAct) => {
    if (chosen === 'seeReturn') return onReturn(order)
    if (chosen !== 'hand_over' && chosen !== 'deliver') return setAsking(chosen)
    setBusy(chosen)
    await act(order.id, { type: chosen })
    setBusy(null)
  }
  const close = () => setAsking(null)
  return (
    <>
      {acts.length > 0 && (
        <div className={classes.acts} role="group" aria-label={t('orders.story.next')}>
          {acts.map((one, place) => (
            <Button
              key={one}
              variant={place === 0 && isLikely(one) ? 'filled' : 'default'}
              loading={busy === one}
              onClick={() => void press(one)}
            >
              {t(`orders.act.${one}`)}
            </Button>
          ))}
        </div>
      )}
      {(asking === 'pay' || asking === 'payLate') && <MoneyDialog order={order} onClose={close} />}
      {asking === 'slip' && <OrderSlip order={order} onClose={close} />}
      {asking === 'cancel' && <CancelDialog order={order} onClose={close} />}
      {asking === 'fail' && <FailDialog order={order} onClose={close} />}
      {asking === 'pack' && <PackDialog order={order} onClose={close} />}
      {asking === 'ship' && <ShipDialog order={order} onClose={close} />}
      {asking === 'giveBack' && <GiveBackDialog order={order} onClose={close} onTaken={() => onReturn(order)} />}
      {asking === 'delivery_failed' && <NotDeliveredDialog order={order} onClose={close} />}
    </>
  )
}
