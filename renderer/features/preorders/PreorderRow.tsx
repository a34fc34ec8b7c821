import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { Fuse } from '../../ui/Fuse.tsx'
import { StateMark } from '../orders/StateMark.tsx'
import { channelName, customerName, whatOf } from '../orders/words.ts'
import type { BoardOrder } from '../../app/terminal.ts'
import { PlanBar } from './PlanBar.tsx'
import classes from './PreorderRow.module.css'
import type { Preorder } from './standing.ts'

/** What is waited for: money by a day, the grace after it, or goods. */
const Waits = ({ preorder: { order, next, standing } }: { preorder: Preorder }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { clock } = useTerminal()
  const at = (moment: number) => formats.moment(moment, clock.now())
  const state = order.doneHere.length > 0 ? 'asked' : 'burning'
  switch (standing) {
    case 'overdue':
      return (
        <>
          <span className={classes.late}>
            {t('preorders.row.overdue', {
              ...{ amount: formats.money(order.due), time: at(next?.dueAt ?? order.expiresAt) },
              until: at(order.expiresAt),
            })}
          </span>
          <Fuse placedAt={next?.dueAt ?? order.placedAt} expiresAt={order.expiresAt} state={state} />
        </>
      )
    case 'due': {
      const dueAt = next?.dueAt ?? order.expiresAt
      const amount = formats.money(Math.min(order.due, next?.amount ?? order.due))
      return (
        <>
          <span>{t(`preorders.row.next.${next?.kind ?? 'balance'}`, { amount, time: at(dueAt) })}</span>
          <Fuse placedAt={order.placedAt} expiresAt={dueAt} state={state} />
        </>
      )
    }
    case 'toCome':
    case 'ready':
      return null
    case 'ended':
      return order.kept > 0 ? <span>{t('preorders.row.kept', { amount: formats.money(order.kept) })}</span> : null
  }
}

export interface PreorderRowProps {
  readonly preorder: Preorder
  readonly isChosen: boolean
  readonly onChoose: (order: BoardOrder) => void
}

/** One pre-order: whose it is and what, how much of its plan is paid, what is waited for. */
export const PreorderRow = ({ preorder, isChosen, onChoose }: PreorderRowProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { clock, shop } = useTerminal()
  const channels = useLivePart(shop, (now) => now.channels)
  const { order, standing } = preorder
  const waitsForGoods = standing !== 'ended'
  return (
    <li>
      <button
        type="button"
        className={classes.row}
        aria-current={isChosen}
        data-order={order.number}
        data-standing={standing}
        onClick={() => onChoose(order)}
      >
        <span className={classes.number}>
          {order.number}
          <span className={classes.soft}>
            {channelName(channels, order.channel)} · {formats.moment(order.placedAt, clock.now())}
          </span>
        </span>
        <span className={classes.who}>
          <strong>{customerName(order, t)}</strong>
          <span className={classes.what}>{whatOf(order, t)}</span>
        </span>
        <span className={classes.plan}>
          <span className={classes.sum}>
            {t('preorders.row.paid', { paid: formats.money(order.money), total: formats.money(order.total) })}
          </span>
          <PlanBar order={order} />
        </span>
        <span className={classes.state}>
          <span className={classes.marks}>
            <StateMark order={order} />
            {waitsForGoods && (
              <span className={classes.come} data-come={order.toCome === 0}>
                {order.toCome > 0 ? t('preorders.row.toCome', { count: order.toCome }) : t('preorders.row.come')}
              </span>
            )}
          </span>
          <Waits preorder={preorder} />
        </span>
      </button>
    </li>
  )
}
