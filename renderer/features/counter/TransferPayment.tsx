import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bankName } from '../../../shared/banks.ts'
import { saleReferenceOf } from '../../../shared/orders/saleReference.ts'
import { type BankAccount, vietQr } from '../../../shared/vietQr.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { QrPicture } from '../../ui/QrPicture.tsx'
import { useDesk } from './DeskContext.tsx'
import classes from './TransferPayment.module.css'
import { useNoScans } from './useNoScans.ts'

export interface TransferPaymentProps {
  readonly total: number
  /** Where the money goes to; null: the hub was not told. */
  readonly account: BankAccount | null
  readonly busy: boolean
  readonly onPaid: () => void
}

/** The number of the sale, once it is kept for it. */
const useNumber = (): string | null => {
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
  return number
}

/** What the customer's app fills in from the picture, for those who type it. */
const Details = ({ account, total, reference }: { account: BankAccount | null; total: number; reference: string }) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const rows: readonly (readonly [string, string])[] = [
    ...(account === null
      ? []
      : ([
          [t('counter.transfer.bank'), bankName(account.bin)],
          [t('counter.transfer.account'), account.account],
          [t('counter.transfer.name'), account.name],
        ] as const)),
    [t('counter.transfer.reference'), reference],
  ]
  return (
    <div className={classes.details}>
      <div>
        <span className={classes.word}>{t('counter.payment.due')}</span>
        <output className={classes.figure} data-testid="transfer-amount">
          {formats.money(total)}
        </output>
      </div>
      <dl>
        {rows.map(([word, value]) => (
          <div key={word}>
            <dt className={classes.word}>{word}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/**
 * A transfer: the customer scans the picture, the cashier sees the money come in on the shop's own telephone and says so. Nothing of it needs a network here.
 */
export const TransferPayment = ({ total, account, busy, onPaid }: TransferPaymentProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const currency = useLivePart(useTerminal().shop, (shop) => shop.currency)
  const number = useNumber()
  const confirm = useRef<HTMLButtonElement>(null)
  useNoScans()
  // At once: keys that follow F9 belong to the dialog, and what they meant before is gone from it.
  useEffect(() => confirm.current?.focus(), [])

  const reference = number === null ? null : saleReferenceOf(number)
  // VietQR is for đồng alone.
  const hasPicture = account !== null && currency === 'VND'
  return (
    <div className={classes.transfer}>
      <div className={classes.body} data-picture={hasPicture}>
        {hasPicture &&
          (reference === null ? (
            <Loading height={320} />
          ) : (
            <QrPicture
              className={classes.qr}
              text={vietQr({ ...account, amount: total, description: reference })}
              label={t('counter.transfer.qr', { amount: formats.money(total) })}
            />
          ))}
        <Details account={account} total={total} reference={reference ?? ''} />
      </div>
      {account === null && (
        <Notice tone="amber" title={t('counter.transfer.noAccount')}>
          {t('counter.transfer.noAccountText')}
        </Notice>
      )}
      <p className={classes.hint}>
        {hasPicture && `${t('counter.transfer.scan')} `}
        {t('counter.transfer.look')}
      </p>
      <Button
        ref={confirm}
        fullWidth
        size="xl"
        loading={busy}
        rightSection={<KeyHint keys="Enter" />}
        onClick={() => number !== null && onPaid()}
      >
        {t('counter.transfer.confirm', { amount: formats.money(total) })}
      </Button>
    </div>
  )
}
