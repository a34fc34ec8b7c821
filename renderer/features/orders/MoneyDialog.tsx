import { Button, NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { digitsOf, maxAmount } from '../../../shared/money.ts'
import { isUnpaid } from '../../../shared/orders/orders.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import type { BoardOrder, MoneyTaken } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { CashPad } from '../counter/CashPad.tsx'
import { useScans } from '../counter/useScans.ts'
import classes from './OrderDialogs.module.css'
import { wantedFor } from './orderActs.ts'
import { whyNot } from './words.ts'

const methods = ['cash', 'bank_transfer', 'vnpay', 'momo'] as const
type Method = (typeof methods)[number]

interface OtherMoneyProps {
  /** In minor units. */
  readonly amount: number
  readonly onAmount: (amount: number) => void
  readonly reference: string
  readonly onReference: (reference: string) => void
}

/** The signs between thousands and before the decimals, as a language writes them. */
const signsOf = (locale: string): { thousandSeparator: string; decimalSeparator: string } => {
  const parts = new Intl.NumberFormat(locale).formatToParts(1_000.5)
  const sign = (wanted: 'group' | 'decimal'): string => parts.find(({ type }) => type === wanted)?.value ?? ''
  return { thousandSeparator: sign('group'), decimalSeparator: sign('decimal') }
}

/** Money by another way than cash: how much, and under which reference it stands at the bank. */
const OtherMoney = ({ amount, onAmount, reference, onReference }: OtherMoneyProps) => {
  const { t } = useTranslation()
  const { locale } = useFormats()
  const digits = digitsOf(useLivePart(useGround().terminal.shop, ({ currency }) => currency))
  const unit = 10 ** digits
  // As it stands in the field: on the way to 12,05 there is 12,0, which is no other amount than 12.
  const [typed, setTyped] = useState<number | string>(amount / unit)
  return (
    <>
      <NumberInput
        data-autofocus
        required
        min={1 / unit}
        max={maxAmount / unit}
        allowDecimal={digits > 0}
        decimalScale={digits}
        allowNegative={false}
        {...signsOf(locale)}
        label={t('orders.pay.amount')}
        value={typed}
        onChange={(value) => {
          setTyped(value)
          onAmount(Math.round(Number(value) * unit) || 0)
        }}
      />
      <TextInput
        maxLength={200}
        label={t('orders.pay.reference')}
        description={t('orders.pay.referenceHint')}
        value={reference}
        onChange={(event) => onReference(event.currentTarget.value)}
      />
    </>
  )
}

/** What the amount means, where it is not just what is due. */
const Meaning = ({ order, wanted, taken }: { order: BoardOrder; wanted: number; taken: number }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { clock } = useGround().terminal
  if (taken > wanted)
    return <Notice tone="amber" title={t('orders.pay.over', { amount: formats.money(taken - wanted) })} />
  if (!isUnpaid(order.state)) return <Notice tone="amber" title={t('orders.pay.late')} />
  if (taken === wanted) return null
  const time = formats.moment(order.expiresAt, clock.now())
  return <Notice tone="calm" title={t('orders.pay.part', { amount: formats.money(wanted - taken), time })} />
}

/**
 * Takes money for an order. Cash is a fact and works without a network; whether anything else came in cannot be seen from here then. Nothing typed
 * means just what is due; of cash the rest goes back as change, of anything else it has to go back later.
 */
export const MoneyDialog = ({ order, onClose }: { order: BoardOrder; onClose: () => void }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const { terminal, sounds } = useGround()
  const { orders, status } = terminal
  const isOffline = useLivePart(status, ({ connection }) => connection === 'offline')
  const wanted = wantedFor(order)
  const [method, setMethod] = useState<Method>('cash')
  const [given, setGiven] = useState(0)
  const [amount, setAmount] = useState(wanted)
  const [reference, setReference] = useState('')
  const [busy, setBusy] = useState(false)
  const isCash = method === 'cash'
  const taken = isCash ? (given === 0 ? wanted : Math.min(given, wanted)) : amount
  const mayTake = taken > 0 && (isCash || !isOffline)

  // While money changes hands nothing is put into a cart; what a scanner reads can be the reference of a transfer.
  useScans((code) => (isCash ? sounds.refuse() : setReference(code)))

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || !mayTake) return
    setBusy(true)
    const word = reference.trim()
    const money: MoneyTaken = { method, amount: taken, ...(isCash || word === '' ? {} : { reference: word }) }
    const answer = await orders.pay(order.id, money)
    if (!answer.ok) notifications.show({ withBorder: true, message: whyNot(answer.rejection, t) })
    onClose()
  }
  const confirmWords = () => {
    const words = { amount: formats.money(taken) }
    if (!isCash) return t('orders.pay.confirm', words)
    return t(taken < wanted ? 'orders.pay.takePart' : 'orders.pay.takeExact', words)
  }
  return (
    <Dialog opened onClose={onClose} size={720} yOffset={16} title={t('orders.pay.title', { number: order.number })}>
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        <SegmentedControl
          fullWidth
          aria-label={t('orders.pay.method')}
          value={method}
          onChange={(value) => setMethod(methods.find((one) => one === value) ?? 'cash')}
          data={methods.map((value) => ({ value, label: t(`orders.method.${value}`) }))}
        />
        {!isCash && isOffline ? (
          <Notice tone="offline" title={t('orders.pay.offline', { method: t(`orders.method.${method}`) })} />
        ) : (
          <>
            {isCash ? (
              <CashPad total={wanted} given={given} onGiven={setGiven} />
            ) : (
              <OtherMoney {...{ amount, reference }} onAmount={setAmount} onReference={setReference} />
            )}
            <Meaning {...{ order, wanted, taken }} />
          </>
        )}
        <Button
          type="submit"
          fullWidth
          size="xl"
          loading={busy}
          disabled={!mayTake}
          rightSection={<KeyHint keys="Enter" />}
        >
          {confirmWords()}
        </Button>
      </form>
    </Dialog>
  )
}
