import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { OrderAnswer, OrderWish } from '../../app/terminal.ts'
import { whyNot } from './words.ts'

/** Does something with an order; what the local rules refuse is said in a corner. */
export const useOrderAct = (): ((order: string, wish: OrderWish) => Promise<OrderAnswer>) => {
  const { t } = useTranslation()
  const { orders } = useTerminal()
  return async (order, wish) => {
    const answer = await orders.act(order, wish)
    if (!answer.ok)
      notifications.show({
        withBorder: true,
        closeButtonProps: { 'aria-label': t('common.close') },
        message: whyNot(answer.rejection, t),
      })
    return answer
  }
}
