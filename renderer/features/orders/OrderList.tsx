import { ReceiptText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { BoardOrder } from '../../app/terminal.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { OlderOrders } from './OlderOrders.tsx'
import type { OrderQuery } from './orderFilter.ts'
import { OrderRow } from './OrderRow.tsx'
import classes from './OrdersScreen.module.css'

export interface OrderListProps {
  /** Those that fit the query. */
  readonly orders: readonly BoardOrder[]
  /** All that are here. */
  readonly known: readonly BoardOrder[]
  readonly query: OrderQuery
  readonly chosen: string | null
  readonly onChoose: (order: BoardOrder) => void
}

/** The orders that are here, newest first, and below them what only the hub knows. */
export const OrderList = ({ orders, known, query, chosen, onChoose }: OrderListProps) => {
  const { t } = useTranslation()
  const looksFor = query.text.trim() !== '' || query.scope !== 'work' || query.channel !== ''
  return (
    <>
      {orders.length === 0 &&
        (looksFor ? (
          <p className={classes.none}>{t('orders.empty.none')}</p>
        ) : (
          <EmptyState icon={ReceiptText} title={t('orders.empty.title')} text={t('orders.empty.text')} />
        ))}
      <ul className={classes.rows} aria-label={t('orders.title')}>
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} isChosen={order.id === chosen} onChoose={onChoose} />
        ))}
      </ul>
      <OlderOrders key={`${query.text} ${query.channel}`} {...{ query, known, chosen, onChoose }} />
    </>
  )
}
