import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saleReferenceOf } from '../../../shared/orders/saleReference.ts'
import type { CounterMethod } from '../../../shared/orders/sell.ts'
import { Dialog } from '../../app/Dialog.tsx'
import { useGround } from '../../app/TerminalContext.tsx'
import { useKeys } from '../../app/useKeys.ts'
import { useLive, useLivePart } from '../../app/useLive.ts'
import { CashPayment } from './CashPayment.tsx'
import { useDesk } from './DeskContext.tsx'
import { LapsedNotice } from './LapsedNotice.tsx'
import { MethodSwitch, methodOfKey } from './MethodSwitch.tsx'
import classes from './PaymentDialog.module.css'
import { TransferPayment, type TransferPaymentProps } from './TransferPayment.tsx'
import { useScans } from './useScans.ts'

/** What the payer of the sale writes on a transfer, once a number is kept for it. */
const SaleTransfer = (props: Omit<TransferPaymentProps, 'reference'>) => {
  const desk = useDesk()
  const [number, setNumber] = useState<string | null>(null)
  useEffect(() => {
    let isShown = true
    const take = async () => {
      const taken = await desk.takeNumber()
      if (isShown) setNumber(taken)
    }
    void take()
    return () => {
      isShown = false
    }
  }, [desk])
  return <TransferPayment {...props} reference={number === null ? null : saleReferenceOf(number)} />
}

/** Takes the money of a sale: cash, or a transfer if somebody says so. Where there is nothing to pay there is nothing to transfer. */
export const PaymentDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  const { terminal } = useGround()
  const desk = useDesk()
  const { total, lines } = useLive(terminal.counter.cart)
  const transfers = useLivePart(terminal.shop, (shop) => shop.transfers)
  const [wanted, setWanted] = useState<CounterMethod>('cash')
  const [busy, setBusy] = useState(false)
  const mayTransfer = transfers !== null && total > 0
  const method = mayTransfer ? wanted : 'cash'

  // The cart stays as it is while money changes hands, and whoever scans is told.
  useScans((code) => desk.scanWhilePaying(code))
  useKeys((event) => {
    const named = mayTransfer ? methodOfKey(event) : null
    if (named === null) return
    event.preventDefault()
    if (!busy) setWanted(named)
  })

  const pay = async (tendered: number) => {
    if (busy) return
    setBusy(true)
    try {
      await desk.pay(tendered, method)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog opened onClose={onClose} size={720} yOffset={16} title={t('counter.payment.title')}>
      <div className={`${classes.payment} ${classes.sale}`}>
        <LapsedNotice lines={lines} />
        {mayTransfer && <MethodSwitch method={method} onMethod={setWanted} />}
        {method === 'cash' || transfers === null ? (
          <CashPayment total={total} busy={busy} onPaid={(tendered) => void pay(tendered)} />
        ) : (
          <SaleTransfer total={total} account={transfers.account} busy={busy} onPaid={() => void pay(total)} />
        )}
      </div>
    </Dialog>
  )
}
