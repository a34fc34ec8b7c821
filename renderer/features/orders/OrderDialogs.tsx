import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { maxReasonLength } from '../../../shared/holds/states.ts'
import type { BoardOrder, OrderWish, Refund } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { DialogButtons } from '../../ui/DialogFoot.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useScans } from '../counter/useScans.ts'
import classes from './OrderDialogs.module.css'
import { useOrderAct } from './useOrderAct.tsx'
import { customerName, providerOf } from './words.ts'

interface DialogProps {
  readonly order: BoardOrder
  readonly onClose: () => void
}

interface ActDialogProps extends DialogProps {
  readonly title: string
  readonly submit: string
  readonly keep?: string
  readonly wish: OrderWish
  readonly isReady?: boolean
  readonly children: ReactNode
}

/** Something that is done with an order once more is known about it. */
const ActDialog = (props: ActDialogProps) => {
  const { order, title, submit, keep, wish, isReady = true, children, onClose } = props
  const { t } = useTranslation()
  const act = useOrderAct()
  const [busy, setBusy] = useState(false)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || !isReady) return
    setBusy(true)
    await act(order.id, wish)
    onClose()
  }
  return (
    <Dialog opened onClose={onClose} title={title}>
      <form className={classes.form} onSubmit={(event) => void onSubmit(event)}>
        {children}
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {keep ?? t('common.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!isReady}>
            {submit}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}

/** Names the order and what its cancellation means, before it is cancelled. */
export const CancelDialog = ({ order, onClose }: DialogProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const [reason, setReason] = useState('')
  const why = reason.trim()
  return (
    <ActDialog
      {...{ order, onClose }}
      title={t('orders.cancel.title', { number: order.number })}
      submit={t('orders.cancel.submit')}
      keep={t('orders.cancel.keep')}
      wish={why === '' ? { type: 'cancel' } : { type: 'cancel', reason: why }}
    >
      <p>{t('orders.cancel.free')}</p>
      {order.money > 0 && <p>{t('orders.cancel.money', { amount: formats.money(order.money) })}</p>}
      <Textarea
        data-autofocus
        maxLength={maxReasonLength}
        label={t('orders.cancel.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActDialog>
  )
}

/** A fault of the shop's own: a manager says what happened. */
export const FailDialog = ({ order, onClose }: DialogProps) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const why = reason.trim()
  return (
    <ActDialog
      {...{ order, onClose }}
      title={t('orders.fail.title', { number: order.number })}
      submit={t('orders.fail.submit')}
      wish={{ type: 'fail', reason: why }}
      isReady={why !== ''}
    >
      <p>{t('orders.fail.text')}</p>
      <Textarea
        data-autofocus
        required
        maxLength={maxReasonLength}
        label={t('orders.fail.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActDialog>
  )
}

interface RefundDialogProps extends DialogProps {
  readonly refund: Refund
  /** By what the money came. */
  readonly cameBy: string | null
}

/** Money that is said to have gone back is due to nobody any more, and there is no way back from that: whom it was for and how much is said before. */
export const RefundDialog = ({ order, refund, cameBy, onClose }: RefundDialogProps) => {
  const { t } = useTranslation()
  const amount = useFormats().money(refund.amount)
  const [reference, setReference] = useState('')
  const word = reference.trim()
  const provider = providerOf(refund, t)
  // Money changes hands: what a scanner reads is the slip, and nothing for the cart.
  useScans(setReference)
  return (
    <ActDialog
      {...{ order, onClose }}
      title={t('orders.refunds.ask', { amount, number: order.number })}
      submit={t('orders.refunds.submit', { amount })}
      keep={t('orders.refunds.keep')}
      wish={{ type: 'refunded', refund: refund.id, ...(word === '' ? {} : { reference: word }) }}
    >
      <p>{[customerName(order, t), cameBy].filter(Boolean).join(' · ')}</p>
      {provider !== null && <Notice tone="amber" title={provider} role="status" />}
      <TextInput
        data-autofocus
        maxLength={200}
        autoComplete="off"
        label={t('orders.refunds.reference')}
        description={t('orders.refunds.final')}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
    </ActDialog>
  )
}

/** Its goods lie in a parcel, whose code may be known by now. */
export const PackDialog = ({ order, onClose }: DialogProps) => {
  const { t } = useTranslation()
  const [parcel, setParcel] = useState(order.parcel ?? '')
  return (
    <ActDialog
      {...{ order, onClose }}
      title={t('orders.pack.title', { number: order.number })}
      submit={t('orders.pack.submit')}
      wish={{ type: 'pack', ...(parcel.trim() === '' ? {} : { parcel: parcel.trim() }) }}
    >
      <TextInput
        data-autofocus
        maxLength={200}
        label={t('orders.ship.parcel')}
        description={t('orders.pack.hint')}
        value={parcel}
        onChange={(event) => setParcel(event.currentTarget.value)}
      />
    </ActDialog>
  )
}

/** With whom it goes, as far as that is known. */
export const ShipDialog = ({ order, onClose }: DialogProps) => {
  const { t } = useTranslation()
  const [carrier, setCarrier] = useState('')
  const [parcel, setParcel] = useState(order.parcel ?? '')
  const known = {
    ...(carrier.trim() === '' ? {} : { carrier: carrier.trim() }),
    ...(parcel.trim() === '' ? {} : { parcel: parcel.trim() }),
  }
  return (
    <ActDialog
      {...{ order, onClose }}
      title={t('orders.ship.title', { number: order.number })}
      submit={t('orders.ship.submit')}
      wish={{ type: 'ship', ...known }}
    >
      <TextInput
        data-autofocus
        maxLength={200}
        label={t('orders.ship.carrier')}
        value={carrier}
        onChange={(event) => setCarrier(event.currentTarget.value)}
      />
      <TextInput
        maxLength={200}
        label={t('orders.ship.parcel')}
        value={parcel}
        onChange={(event) => setParcel(event.currentTarget.value)}
      />
    </ActDialog>
  )
}

const reasons = ['refused', 'unreachable', 'other'] as const

/** Why it came back to the carrier. */
export const NotDeliveredDialog = ({ order, onClose }: DialogProps) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState<(typeof reasons)[number]>('refused')
  return (
    <ActDialog
      {...{ order, onClose }}
      title={t('orders.notDelivered.title', { number: order.number })}
      submit={t('orders.notDelivered.submit')}
      wish={{ type: 'delivery_failed', reason }}
    >
      <Select
        data-autofocus
        label={t('orders.notDelivered.reason')}
        allowDeselect={false}
        data={reasons.map((value) => ({ value, label: t(`orders.reason.${value}`) }))}
        value={reason}
        onChange={(value) => setReason(reasons.find((one) => one === value) ?? reason)}
      />
    </ActDialog>
  )
}
