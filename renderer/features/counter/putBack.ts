import type { AddAnswer, BoxOffice, Cart, Counter } from '../../app/terminal.ts'

/** What was taken out of a cart. */
export type Removed = Pick<Cart, 'lines' | 'seats' | 'vouchers'>

export const namesOf = ({ lines = [], seats = [], vouchers = [] }: Partial<Removed>): string[] => [
  ...lines.map(({ name }) => name),
  ...seats.map(({ title }) => title),
  ...vouchers.map(({ code }) => code),
]

/** Who holds what was taken out. */
export interface Holders {
  readonly counter: Pick<Counter, 'add' | 'addInHand' | 'addVoucher'>
  readonly boxOffice: Pick<BoxOffice, 'take'>
}

export interface PutBackEvents {
  readonly answered: (answer: AddAnswer, quantity: number) => void
  readonly refused: () => void
}

/** The way back from removing: each thing is held again, as far as it can still be had. */
export const putBack = async (
  { counter, boxOffice }: Holders,
  { lines = [], seats: groups = [], vouchers = [] }: Partial<Removed>,
  { answered, refused }: PutBackEvents,
): Promise<void> => {
  for (const { sku, quantity, state } of lines) {
    const put = state === 'unheld' ? counter.addInHand(sku, quantity) : counter.add(sku, quantity)
    answered(await put, quantity)
  }
  for (const { event, seats } of groups) {
    const taken = await boxOffice.take(
      event,
      seats.map(({ seat }) => seat),
    )
    if (!taken.ok) refused()
  }
  for (const { code } of vouchers) answered(await counter.addVoucher(code), 1)
}
