import { Button } from '@mantine/core'
import { HandCoins } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { BoardOrder } from '../../app/terminal.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { refundDueOf } from './orderFilter.ts'
import classes from './RefundList.module.css'
import { RefundRows } from './RefundRows.tsx'
import { customerName } from './words.ts'

/** The first to be due comes first. */
const byTurn = (a: BoardOrder, b: BoardOrder): number => dueSince(a) - dueSince(b)
const dueSince = ({ refunds }: BoardOrder): number =>
  Math.min(...refunds.filter(({ state }) => state === 'due').map(({ raisedAt }) => raisedAt))

/** Money that has to go back, the longest due first, and below it what was given back lately and by whom. */
export const RefundList = ({
  orders,
  onChoose,
}: {
  readonly orders: readonly BoardOrder[]
  readonly onChoose: (order: BoardOrder) => void
}) => {
  const { t } = useTranslation()
  const due = orders.filter((order) => refundDueOf(order) > 0).toSorted(byTurn)
  const done = orders.filter((order) => refundDueOf(order) === 0 && order.refunds.some(({ state }) => state === 'done'))
  const row = (order: BoardOrder) => (
    <li key={order.id} className={classes.row} data-order={order.number}>
      <span>
        <Button variant="subtle" px={4} onClick={() => onChoose(order)}>
          {order.number}
        </Button>
        <span className={classes.soft}>{customerName(order, t)}</span>
      </span>
      <RefundRows order={order} isHere />
    </li>
  )
  if (due.length + done.length === 0)
    return <EmptyState icon={HandCoins} title={t('orders.refunds.empty.title')} text={t('orders.refunds.empty.text')} />
  return (
    <div className={classes.groups}>
      {due.length > 0 && (
        <section aria-label={t('orders.refunds.title')}>
          <h2>{t('orders.refunds.title')}</h2>
          <ul className={classes.rows}>{due.map(row)}</ul>
        </section>
      )}
      {done.length > 0 && (
        <section aria-label={t('orders.refunds.recent')}>
          <h2>{t('orders.refunds.recent')}</h2>
          <ul className={classes.rows}>{done.map(row)}</ul>
        </section>
      )}
    </div>
  )
}
