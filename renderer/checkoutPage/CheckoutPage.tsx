import { useEffect } from 'react'
import { formatMoney } from '../../shared/formatMoney.ts'
import { useLive } from '../app/useLive.ts'
import { fill } from '../publicPage/fill.ts'
import page from '../publicPage/Page.module.css'
import { localeOf, useLanguage } from '../publicPage/useLanguage.ts'
import type { Amount } from './askHub.ts'
import type { Checkout } from './checkout.ts'
import classes from './CheckoutPage.module.css'
import { GiveUp } from './GiveUp.tsx'
import { OrderLines } from './OrderLines.tsx'
import { OrderState } from './OrderState.tsx'
import { Paying } from './Paying.tsx'
import { WayBack } from './WayBack.tsx'
import { words } from './words.ts'

/** The whole page: how the order stands, how to pay it, what is in it. */
export const CheckoutPage = ({ checkout }: { readonly checkout: Checkout }) => {
  const state = useLive(checkout.state)
  const [language, swap] = useLanguage()
  const t = words[language]
  const { order, notice } = state
  useEffect(() => {
    document.title = order === null ? t.title : `${fill(t.order, { number: order.number })} · ${order.shop}`
  }, [order, t])
  const money = (amount: Amount): string => formatMoney(amount, localeOf(language))
  return (
    <div className={page['page']}>
      <header className={page['head']}>
        <div className={page['what']}>
          <h1>{order?.shop ?? t.title}</h1>
          {order !== null && <p>{fill(t.order, { number: order.number })}</p>}
        </div>
        <button type="button" onClick={swap} lang={language === 'vi' ? 'en' : 'vi'}>
          {t.language}
        </button>
      </header>
      {!state.online && (
        <p role="alert" className={page['offline']}>
          {t.offline}
        </p>
      )}
      {order === null ? (
        <main className={page['wait']}>
          <p role="status">{state.phase === 'gone' ? t.gone : state.phase === 'failed' ? t.failed : t.loading}</p>
        </main>
      ) : (
        <main className={classes['main']}>
          <OrderState order={order} time={state.time} t={t} money={money} />
          <WayBack order={order} t={t} language={language} />
          {/* Of an order that has ended meanwhile its state says all there is to say. */}
          {notice !== null && (notice === 'hasMoney' || order.methods.length > 0) && (
            <p role="alert" className={page['notice']} data-testid="notice">
              {t.notice[notice]}
            </p>
          )}
          <Paying checkout={checkout} order={order} t={t} money={money} />
          <OrderLines order={order} t={t} money={money} language={language} />
          {order.methods.length > 0 && order.paid.amount === 0 && <GiveUp checkout={checkout} t={t} />}
        </main>
      )}
    </div>
  )
}
