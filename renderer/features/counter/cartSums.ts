import type { Cart } from '../../app/terminal.ts'

/** Vouchers alone are nothing that could be sold. */
export const hasNoGoods = ({ lines, seats }: Cart): boolean => lines.length + seats.length === 0

export const isEmptyCart = (cart: Cart): boolean => hasNoGoods(cart) && cart.vouchers.length === 0

/** How many things the customer gets: a seat is one. */
export const piecesIn = ({ lines, seats }: Cart): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0) + seats.reduce((sum, group) => sum + group.seats.length, 0)

/** How many rows the cart has on the screen. */
export const rowsIn = ({ lines, seats, vouchers }: Cart): number => lines.length + seats.length + vouchers.length

/** What its vouchers take off, in minor units. */
export const discountIn = ({ vouchers }: Cart): number => vouchers.reduce((sum, { off }) => sum + off, 0)
