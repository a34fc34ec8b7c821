import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardOrder } from '../../app/terminal.ts'
import { Notice } from '../../ui/Notice.tsx'
import { customerName } from '../orders/words.ts'
import classes from './Returns.module.css'
import { useReturnAct } from './useReturnAct.ts'

/** An order of which no return was begun: nobody took it, or its parcel is here though nobody said that it comes back. */
export const Unopened = ({ order, onOpened }: { order: BoardOrder; onOpened: (id: string) => void }) => {
  const { t } = useTranslation()
  const { returns } = useTerminal()
  const { isBusy, refusal, act } = useReturnAct()
  const open = () =>
    act(
      () => returns.open(order.id, 'refused'),
      (answer) => answer.ok && onOpened(answer.return.id),
    )
  return (
    <li className={classes.unopened} data-order={order.number}>
      <span className={classes.number}>
        {order.number}
        <span className={classes.soft}>{t(`orders.state.${order.state}`)}</span>
      </span>
      <span className={classes.what}>
        {[customerName(order, t), order.carrier, order.parcel].filter(Boolean).join(' · ')}
      </span>
      <Button variant="default" loading={isBusy} onClick={() => void open()}>
        {t(order.state === 'delivered' ? 'returns.openDelivered' : 'returns.open')}
      </Button>
      {refusal !== null && (
        <div className={classes.whole}>
          <Notice tone="amber" role="alert" title={t(`returns.${refusal}`)} />
        </div>
      )}
    </li>
  )
}
