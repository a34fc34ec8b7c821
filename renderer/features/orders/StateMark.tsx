import {
  Ban,
  Banknote,
  Check,
  CircleDashed,
  CircleX,
  Clock,
  type LucideIcon,
  PackageCheck,
  PackageX,
  Truck,
  Undo2,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { BoardOrder, OrderState } from '../../app/terminal.ts'
import { refundDueOf } from './orderFilter.ts'
import classes from './StateMark.module.css'

const icons: Readonly<Record<OrderState, LucideIcon>> = {
  awaiting_payment: CircleDashed,
  deposit_paid: Banknote,
  paid: Check,
  shipped: Truck,
  delivered: PackageCheck,
  expired: Clock,
  cancelled: Ban,
  failed: CircleX,
  delivery_failed: PackageX,
  returning: Undo2,
  returned: Undo2,
}

/** How an order stands, by a sign, a word and a colour; and whether money has to go back. */
export const StateMark = ({ order }: { order: Pick<BoardOrder, 'state' | 'refunds'> }) => {
  const { t } = useTranslation()
  const Icon = icons[order.state]
  return (
    <span className={classes.marks}>
      <span className={classes.mark} data-state={order.state}>
        <Icon size={16} aria-hidden />
        {t(`orders.mark.${order.state}`)}
      </span>
      {refundDueOf(order) > 0 && (
        <span className={classes.mark} data-state="refund">
          <Undo2 size={16} aria-hidden />
          {t('orders.refundMark')}
        </span>
      )}
    </span>
  )
}
