import { useState } from 'react'
import page from '../publicPage/Page.module.css'
import type { Checkout } from './checkout.ts'
import classes from './CheckoutPage.module.css'
import type { Words } from './words.ts'

/** The customer does not want it: a question, since it cannot be undone. */
export const GiveUp = ({ checkout, t }: { readonly checkout: Checkout; readonly t: Words }) => {
  const [asking, setAsking] = useState(false)
  if (!asking)
    return (
      <button type="button" onClick={() => setAsking(true)}>
        {t.cancel}
      </button>
    )
  return (
    <section className={classes['card']}>
      <p className={page['soft']}>{t.cancelText}</p>
      <div className={classes['ask']}>
        <button type="button" onClick={() => void checkout.cancel()}>
          {t.cancelYes}
        </button>
        <button type="button" className={page['go']} onClick={() => setAsking(false)}>
          {t.cancelNo}
        </button>
      </div>
    </section>
  )
}
