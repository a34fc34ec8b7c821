import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { bankName } from '../../../shared/banks.ts'
import { type BankAccount, vietQr } from '../../../shared/vietQr.ts'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { useFormats } from '../../app/useFormats.ts'
import { useLivePart } from '../../app/useLive.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { QrPicture } from '../../ui/QrPicture.tsx'
import classes from './TransferPayment.module.css'

export interface TransferPaymentProps {
  readonly total: number
  /** Where the money goes to; null: the hub was not told. */
  readonly account: BankAccount | null
  /** What the payer writes on it; null: it is not known yet. */
  readonly reference: string | null
  readonly busy: boolean
  /** False: so much cannot be taken. */
  readonly mayTake?: boolean
  readonly onPaid: () => void
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
export const TransferPayment = ({ total, account, reference, busy, mayTake = true, onPaid }: TransferPaymentProps) => {
  const { t } = useTranslation()
  const formats = useFormats()
  const currency = useLivePart(useTerminal().shop, (shop) => shop.currency)
  const confirm = useRef<HTMLButtonElement>(null)
  // At once: keys that follow F9 belong to the dialog, and what they meant before is gone from it.
  useEffect(() => confirm.current?.focus(), [])

  // VietQR is for đồng alone.
  const hasPicture = account !== null && currency === 'VND' && mayTake
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
        data-confirm
        fullWidth
        size="xl"
        loading={busy}
        disabled={!mayTake}
        rightSection={<KeyHint keys="Enter" />}
        onClick={() => reference !== null && onPaid()}
      >
        {t('counter.transfer.confirm', { amount: formats.money(total) })}
      </Button>
    </div>
  )
}
