import { notifications } from '@mantine/notifications'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isUnpaid, nextInstalment } from '../../../shared/orders/orders.ts'
import { Dialog } from '../../app/Dialog.tsx'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BoardOrder } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useFirstEnter } from '../../app/useFirstEnter.ts'
import { useKeys } from '../../app/useKeys.ts'
import { useLivePart } from '../../app/useLive.ts'
import { Notice } from '../../ui/Notice.tsx'
import { CashPayment, type CashPaymentProps } from '../counter/CashPayment.tsx'
import { methodOfKey } from '../counter/MethodSwitch.tsx'
import { TransferPayment, type TransferPaymentProps } from '../counter/TransferPayment.tsx'
import { useNoScans } from '../counter/useNoScans.ts'
import { type Choice, MoneyChoice, type MoneyMethod } from './MoneyChoice.tsx'
import classes from './MoneyDialog.module.css'
import { MoneyReceipt, type TakenMoney } from './MoneyReceipt.tsx'
import { partsOf, wantedFor } from './orderActs.ts'
import { ProviderMoney } from './ProviderMoney.tsx'
import { whyNot } from './words.ts'

interface MeaningProps {
  readonly order: BoardOrder
  readonly wanted: number
  readonly taken: number
  readonly isCash: boolean
}

/** What the amount means, where it is not just what is due. */
const Meaning = ({ order, wanted, taken, isCash }: MeaningProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { clock } = useTerminal()
  if (taken > wanted && isCash && wanted > 0)
    return <Notice tone="amber" title={t('orders.pay.tooMuch', { amount: formats.money(wanted) })} />
  if (taken > wanted)
    return <Notice tone="amber" title={t('orders.pay.over', { amount: formats.money(taken - wanted) })} />
  if (!isUnpaid(order.state)) return <Notice tone="amber" title={t('orders.pay.late')} />
  if (taken === wanted || taken === 0) return null
  const next = nextInstalment(order.plan, order.money + taken)
  // What reaches an instalment gives time until the next one is due (SPEC O5).
  const isReached = next !== null && next !== order.plan[0]
  const time = formats.moment(isReached ? next.dueAt : order.expiresAt, clock.now())
  const words = { amount: formats.money(wanted - taken), time }
  return <Notice tone="calm" title={t(isReached ? 'orders.pay.reached' : 'orders.pay.part', words)} />
}

/** While notes change hands nothing is put into a cart. */
const Cash = (props: CashPaymentProps) => {
  useNoScans()
  return <CashPayment {...props} />
}

const Transfer = (props: TransferPaymentProps) => {
  useNoScans()
  return <TransferPayment {...props} />
}

/**
 * Takes money for an order at the counter (SPEC O14 to O16): a deposit or another part, or all that is due. Cash with its change, and a transfer that somebody has
 * seen come in, are facts and work without a network; whether a provider took money cannot be seen from here then.
 */
export const MoneyDialog = ({ order, onClose }: { order: BoardOrder; onClose: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { orders, status, shop } = useTerminal()
  const isOffline = useLivePart(status, ({ connection }) => connection === 'offline')
  const account = useLivePart(shop, ({ transfers }) => transfers?.account ?? null)
  // As they were when somebody began to take money: a pad must not change under their hands.
  const [{ wanted, parts }] = useState(() => ({ wanted: wantedFor(order), parts: partsOf(order) }))
  const [choice, setChoice] = useState<Choice>(parts[0]?.kind ?? 'all')
  const [typed, setTyped] = useState(0)
  const [method, setMethod] = useState<MoneyMethod>('cash')
  const [busy, setBusy] = useState(false)
  const how = useRef<HTMLDivElement>(null)
  const [taken, setTaken] = useState<TakenMoney | null>(null)
  const isCash = method === 'cash'
  const amount = choice === 'other' ? typed : (parts.find(({ kind }) => kind === choice)?.amount ?? wanted)
  const mayTake = amount > 0 && (!isCash || amount <= wanted)
  useFirstEnter()

  useKeys((event) => {
    const named = methodOfKey(event)
    if (named === null || taken !== null) return
    event.preventDefault()
    if (!busy) setMethod(named)
  })

  const pay = async (tendered: number, reference = '') => {
    if (busy || !mayTake) return
    setBusy(true)
    const answer = await orders.pay(order.id, { method, amount, ...(reference === '' ? {} : { reference }) })
    setBusy(false)
    if (answer.ok) return setTaken({ order: answer.order, payment: answer.payment, tendered })
    notifications.show({ withBorder: true, message: whyNot(answer.rejection, t) })
    onClose()
  }
  if (taken !== null) return <MoneyReceipt {...taken} onClose={onClose} />

  const words = { amount: formats.money(amount) }
  const taking = () => {
    switch (method) {
      case 'cash':
        return (
          <Cash
            total={amount}
            busy={busy}
            mayTake={mayTake}
            confirm={t(amount < wanted ? 'orders.pay.takePart' : 'orders.pay.takeExact', words)}
            onPaid={(tendered) => void pay(tendered)}
          />
        )
      case 'bank_transfer':
        return (
          <Transfer
            {...{ account, busy, mayTake }}
            total={amount}
            reference={order.number}
            onPaid={() => void pay(amount)}
          />
        )
      case 'vnpay':
      case 'momo':
        return isOffline ? (
          <Notice tone="offline" title={t('orders.pay.offline', { method: t(`orders.method.${method}`) })} />
        ) : (
          <ProviderMoney
            {...{ busy, mayTake }}
            confirm={t('orders.pay.confirm', words)}
            onPaid={(reference) => void pay(amount, reference)}
          />
        )
    }
  }
  return (
    <Dialog opened onClose={onClose} size={1_020} yOffset={16} title={t('orders.pay.title', { number: order.number })}>
      <div className={classes.money}>
        <div className={classes.choice}>
          <MoneyChoice
            {...{ parts, choice, typed, method }}
            onChoice={setChoice}
            onTyped={setTyped}
            onTypedWhole={() => how.current?.querySelector<HTMLElement>('input, button')?.focus()}
            onMethod={setMethod}
          />
          <div className={classes.note}>
            <Meaning {...{ order, wanted, isCash }} taken={amount} />
          </div>
        </div>
        <div ref={how}>{taking()}</div>
      </div>
    </Dialog>
  )
}
