import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { isUnpaid } from '../../../shared/orders/orders.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardOrder, DoneHere, OrderStep } from '../../app/terminal.ts'
import type { Formats } from '../../i18n/formats.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { Fuse } from '../../ui/Fuse.tsx'
import classes from './Timeline.module.css'
import { channelName, reasonText } from './words.ts'

type Told = Pick<OrderStep, 'step' | 'amount' | 'method' | 'detail'> & { readonly entered?: OrderStep['entered'] }

const titleOf = ({ step, amount, method, entered }: Told, t: TFunction, formats: Formats): string => {
  // Stories of older versions do not say how a sale was paid.
  const key = step === 'sold' && method !== null ? 'soldFor' : step
  const named = t(`orders.step.${key}`, {
    amount: formats.money(amount ?? 0),
    method: method === null ? '' : t(`orders.method.${method}`),
  })
  return entered === 'paid' || entered === 'deposit_paid' ? `${named}, ${t(`orders.entered.${entered}`)}` : named
}

const toneOf = ({ step }: Told): string => {
  switch (step) {
    case 'money':
    case 'refunded':
    case 'sold':
    case 'on_statement':
    case 'seen':
      return 'money'
    case 'cancelled':
    case 'failed':
    case 'expired':
    case 'delivery_failed':
    case 'refund_failed':
      return 'over'
    case 'placed':
    case 'reminded':
    case 'paying':
    case 'arrived':
    case 'packed':
    case 'shipped':
    case 'delivered':
      return 'done'
  }
}

/** The story of an order, from its beginning down to what it waits for, each with who and when. What was done here is dashed until the hub says yes. */
export const Timeline = ({ order }: { order: BoardOrder }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const terminal = useTerminal()
  const people = useLive(terminal.people)
  const { channels } = useLive(terminal.shop)
  const { steps, doneHere, state, placedAt, expiresAt } = order

  const at = (moment: number) => formats.moment(moment, terminal.clock.now())
  const person = (id: string | null) => people.find((one) => one.id === id)?.name ?? id
  const whoDid = ({ staff, channel, method }: OrderStep): string => {
    const where = channel === null ? null : channelName(channels, channel)
    if (staff !== null) return [person(staff), where].filter(Boolean).join(' · ')
    if (where !== null) return where
    if (method === null) return t('orders.story.hub')
    if (method === 'bank_transfer') return t('orders.story.statement')
    return t('orders.story.provider', { method: t(`orders.method.${method}`) })
  }
  const detailOf = ({ step, detail }: Told): string | null =>
    detail === null || step === 'placed' ? null : step === 'refunded' ? null : reasonText(detail, t)
  const line = (told: Told, moment: number, who: string) => (
    <>
      <span className={classes.what}>{titleOf(told, t, formats)}</span>
      <span className={classes.who}>{[at(moment), who, detailOf(told)].filter(Boolean).join(' · ')}</span>
    </>
  )
  return (
    <ol className={classes.timeline} aria-label={t('orders.story.timeline')}>
      {steps.map((step, place) => (
        // Steps are only added to.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={place} className={classes.step} data-tone={toneOf(step)} data-step={step.step}>
          {line(step, step.at, whoDid(step))}
        </li>
      ))}
      {doneHere.map((done: DoneHere) => (
        <li key={done.id} className={classes.step} data-tone="asked" data-step={done.step}>
          {line(done, done.at, [person(done.staff), t('orders.story.hereOnly')].filter(Boolean).join(' · '))}
        </li>
      ))}
      {isUnpaid(state) && (
        <li className={classes.step} data-tone="next">
          <span className={classes.what}>{t('orders.story.held', { time: at(expiresAt) })}</span>
          <Fuse placedAt={placedAt} expiresAt={expiresAt} state="burning" />
        </li>
      )}
    </ol>
  )
}
