import { bankName } from '../../shared/banks.ts'
import { useLive } from '../app/useLive.ts'
import { fill } from '../publicPage/fill.ts'
import page from '../publicPage/Page.module.css'
import type { Amount, HowToPay, ShownOrder } from './askHub.ts'
import type { Checkout } from './checkout.ts'
import classes from './CheckoutPage.module.css'
import { QrPicture } from '../ui/QrPicture.tsx'
import type { Words } from './words.ts'

interface Props {
  readonly checkout: Checkout
  readonly order: ShownOrder
  readonly t: Words
  readonly money: (amount: Amount) => string
}

/** The ways to pay, and the one that was chosen. */
export const Paying = ({ checkout, order, t, money }: Props) => {
  const { howToPay, busy } = useLive(checkout.state)
  const { methods, number } = order
  if (order.asked.amount === 0) return null
  if (methods.length === 0) return <p className={classes['card']}>{fill(t.noMethod, { number })}</p>
  return (
    <section className={classes['card']}>
      {howToPay !== null && <Transfer howToPay={howToPay} t={t} money={money} />}
      {(howToPay === null || methods.length > 1) && (
        <>
          <h2>{howToPay === null ? t.how : t.other}</h2>
          <div className={classes['methods']}>
            {methods
              .filter((method) => method !== howToPay?.method)
              .map((method) => (
                <button
                  key={method}
                  {...{ type: 'button', disabled: busy, className: howToPay === null ? page['go'] : undefined }}
                  onClick={() => void checkout.choose(method)}
                >
                  {t.method[method]}
                </button>
              ))}
          </div>
        </>
      )}
      <p className={page['soft']}>{fill(t.atShop, { number })}</p>
    </section>
  )
}

/** A transfer: to scan, and to write by hand. */
const Transfer = ({ howToPay, t, money }: { readonly howToPay: HowToPay } & Pick<Props, 't' | 'money'>) => {
  const { qr, account, amount, reference } = howToPay
  return (
    <>
      {qr !== undefined && (
        <>
          <p className={page['soft']}>{t.scan}</p>
          <QrPicture className={classes['qr']} text={qr} label={fill(t.qr, { amount: money(amount) })} />
        </>
      )}
      <dl className={classes['account']}>
        {account !== undefined && (
          <>
            <dt>{t.bank}</dt>
            <dd>{bankName(account.bank)}</dd>
            <dt>{t.account}</dt>
            <dd>{account.number}</dd>
            <dt>{t.owner}</dt>
            <dd>{account.name}</dd>
          </>
        )}
        <dt>{t.amount}</dt>
        <dd>{money(amount)}</dd>
        <dt>{t.reference}</dt>
        <dd data-testid="reference">{reference}</dd>
      </dl>
      <p className={page['soft']}>{t.mustName}</p>
      <p className={page['soft']}>{t.waits}</p>
    </>
  )
}
