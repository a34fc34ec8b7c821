import { useMemo } from 'react'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { Cart, CartSeats } from '../../app/terminal.ts'
import { useLive } from '../../app/useLive.ts'
import { discountIn } from '../counter/cartSums.ts'

export interface MySeats {
  readonly cart: Cart
  /** What the cart has of this event. */
  readonly group: CartSeats | null
  /** Those of it that are this terminal's at the moment. */
  readonly mine: ReadonlySet<string>
  /** What else the cart has for sale, in minor units. */
  readonly others: number
}

/** The seats of one event that stand in the cart on the counter. */
export const useMySeats = (event: string): MySeats => {
  const cart = useLive(useTerminal().counter.cart)
  return useMemo(() => {
    const group = cart.seats.find((one) => one.event === event) ?? null
    const sum = group?.seats.reduce((all, { price }) => all + price, 0) ?? 0
    const held = group === null || group.state === 'expired' ? [] : group.seats
    return { cart, group, mine: new Set(held.map(({ seat }) => seat)), others: cart.total + discountIn(cart) - sum }
  }, [cart, event])
}
