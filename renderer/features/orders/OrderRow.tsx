import { useTranslation } from 'react-i18next'
import { isUnpaid } from '../../../shared/orders/orders.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardOrder } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { Fuse } from '../../ui/Fuse.tsx'
import classes from './OrderRow.module.css'
import { StateMark } from './StateMark.tsx'
import { channelName, customerName, whatOf } from './words.ts'

export interface OrderRowProps {
  readonly order: BoardOrder
  readonly isChosen: boolean
  readonly onChoose: (order: BoardOrder) => void
}

/** One order of the list: number, channel and time, whose it is and what, how much, and how it stands. */
export const OrderRow = ({ order, isChosen, onChoose }: OrderRowProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const terminal = useTerminal()
  const channels = useLivePart(terminal.shop, (shop) => shop.channels)
  const { number, channel, placedAt, expiresAt, total, state, doneHere } = order
  return (
    <li>
      <button
        type="button"
        className={classes.row}
        aria-current={isChosen}
        data-order={number}
        data-state={state}
        onClick={() => onChoose(order)}
      >
        <span className={classes.number}>
          {number}
          <span className={classes.soft}>
            {channelName(channels, channel)} · {formats.moment(placedAt, terminal.clock.now())}
          </span>
        </span>
        <span className={classes.who}>
          <strong>{customerName(order, t)}</strong>
          <span className={classes.what}>{whatOf(order, t)}</span>
        </span>
        <span className={classes.total}>{formats.money(total)}</span>
        <span className={classes.state}>
          <StateMark order={order} />
          {isUnpaid(state) && (
            <Fuse placedAt={placedAt} expiresAt={expiresAt} state={doneHere.length > 0 ? 'asked' : 'burning'} />
          )}
        </span>
      </button>
    </li>
  )
}
