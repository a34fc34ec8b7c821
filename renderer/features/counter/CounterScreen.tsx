import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useGround } from '../../app/TerminalContext.tsx'
import { useLive } from '../../app/useLive.ts'
import { CartLineRow } from './CartLineRow.tsx'
import { CartSeatsRow } from './CartSeatsRow.tsx'
import { CartVoucherRow } from './CartVoucherRow.tsx'
import { isEmptyCart } from './cartSums.ts'
import { CounterDialogs } from './CounterDialogs.tsx'
import { EmptyCart } from './EmptyCart.tsx'
import classes from './CounterScreen.module.css'
import { NowFree } from './NowFree.tsx'
import { RefusalNote } from './RefusalNote.tsx'
import { TotalBar } from './TotalBar.tsx'
import { useDesk } from './DeskContext.tsx'

/** The counter: the cart is the page. */
export const CounterScreen = () => {
  const { t } = useTranslation()
  const { terminal } = useGround()
  const desk = useDesk()
  const cart = useLive(terminal.counter.cart)
  const refusals = useLive(desk.refusals)
  const empty = isEmptyCart(cart) && refusals.length === 0
  const lines = useRef<HTMLOListElement>(null)
  // A note takes its room from the lines: the one that it is about stays in sight.
  useEffect(() => {
    if (refusals.length > 0)
      lines.current?.querySelector('[data-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [refusals])

  return (
    <section className={classes.screen} aria-label={t('nav.counter')}>
      <div className={classes.paper}>
        <NowFree />
        {empty ? (
          <EmptyCart />
        ) : (
          <ol ref={lines} className={classes.lines} aria-label={t('counter.cart')}>
            {cart.lines.map((line) => (
              <CartLineRow key={line.id} line={line} />
            ))}
            {cart.seats.map((group) => (
              <CartSeatsRow key={group.id} seats={group} />
            ))}
            {cart.vouchers.map((voucher) => (
              <CartVoucherRow key={voucher.id} voucher={voucher} />
            ))}
          </ol>
        )}
        {refusals.length > 0 && (
          <div className={classes.notes}>
            {refusals.map((refusal) => (
              <RefusalNote key={refusal.id} refusal={refusal} />
            ))}
          </div>
        )}
      </div>
      <TotalBar cart={cart} />
      <CounterDialogs />
    </section>
  )
}
