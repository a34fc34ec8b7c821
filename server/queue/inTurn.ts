/** Somebody who waits, as far as their turn goes. */
export interface Waiting {
  readonly quantity: number
}

/** Whose turn it is with so many pieces free: the first whom what is left fits, then the next (SPEC Q3). @param line in its order */
export const inTurn = <Buyer extends Waiting>(free: number, line: readonly Buyer[]): Buyer[] => {
  let left = free
  const served: Buyer[] = []
  for (const buyer of line) {
    if (buyer.quantity > left) continue
    left -= buyer.quantity
    served.push(buyer)
  }
  return served
}
