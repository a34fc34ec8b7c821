import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { needsPerson } from '../features/orders/orderFilter.ts'
import { comingIn } from '../../shared/transfers/transfers.ts'
import classes from './Rail.module.css'
import type { ScreenId } from './screens.ts'
import { useTerminal } from './TerminalContext.tsx'
import { useLivePart } from './useLive.ts'

const NowFree = () => <Count of={useLivePart(useTerminal().counter.nowFree, (items) => items.length)} />
const NeedsLook = () => <Count of={useLivePart(useTerminal().status, ({ needsLook }) => needsLook)} />
const OrdersToDo = () => (
  <Count of={useLivePart(useTerminal().orders.list, (all) => all.filter(needsPerson).length)} tone="line" />
)

/** Goods that came from another location and wait to be received, or are on the way. */
const ToReceive = () => {
  const { shop, transfers } = useTerminal()
  const here = useLivePart(shop, ({ terminal }) => terminal?.location)
  const coming = useLivePart(transfers.list, (all) => all.filter((one) => one.to === here && comingIn(one) > 0).length)
  return <Count of={coming} tone="line" />
}

const short = (count: number): string => (count > 99 ? '99+' : String(count))

const Count = ({ of: count, tone }: { readonly of: number; readonly tone?: 'line' }) => {
  const { t } = useTranslation()
  if (count === 0) return null
  return (
    <span className={classes.badge} data-tone={tone}>
      <span aria-hidden>{short(count)}</span>
      <span className={classes.spoken}>{t('nav.badge', { count })}</span>
    </span>
  )
}

/** Guests who wait, and those among them who have an offer. */
const Guests = () => {
  const { t } = useTranslation()
  const { board } = useTerminal().bookings
  const line = useLivePart(board, ({ waiting }) => waiting.filter(({ state }) => state === 'waiting').length)
  const offers = useLivePart(board, ({ waiting }) => waiting.filter(({ state }) => state === 'offered').length)
  if (line + offers === 0) return null
  return (
    <>
      {offers > 0 && (
        <span className={classes.badge} data-tone="offer" aria-hidden>
          {offers}
        </span>
      )}
      {line > 0 && (
        <span className={classes.badge} data-tone="line" aria-hidden>
          {short(line)}
        </span>
      )}
      <span className={classes.spoken}>{t('waiting.badge', { waiting: line + offers, offers })}</span>
    </>
  )
}

const badges: Partial<Record<ScreenId, ComponentType>> = {
  counter: NowFree,
  stock: ToReceive,
  orders: OrdersToDo,
  waiting: Guests,
  activity: NeedsLook,
}

/** How many things on a screen wait for a person; nothing if none do. */
export const ScreenBadge = ({ screen }: { readonly screen: ScreenId }) => {
  const Badge = badges[screen]
  return Badge === undefined ? null : <Badge />
}
