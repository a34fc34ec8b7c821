import type { Receipt, Terminal } from '../../../renderer/app/terminal.ts'
import type { CounterMethod } from '../../../shared/orders/sell.ts'

/** More than any cart costs, in đồng. */
const enough = 100_000_000

/** Money that a payer sends to the shop's bank for a sale at a counter. */
export interface Transfer {
  readonly number: string
  readonly amount: number
  /** Null while nobody has heard whether the sale came about, and for good if the power went. */
  isSold: boolean | null
  /** By `performance.now()`. */
  readonly seenAt: number
}

/** A sale of which the hub is asked that it keep it for a customer, as its order will be known. */
export interface Kept {
  readonly order: string
  readonly number: string
}

/** Hears what people at tills were told of money. */
export interface Heard {
  readonly receipts: readonly Receipt[]
  readonly kept: Kept[]
  /** Somebody asks to be paid so much; whether it was is told afterwards, unless the power goes. */
  asks(amount: number, method: CounterMethod): Asked
  /** Somebody has seen the money of a sale come in, under its number. */
  seesTransfer(number: string, amount: number): Transfer
}

export interface Asked {
  /** Nothing came of it. */
  off(): void
  paid(amount: number, receipt?: Receipt): void
}

/** What was taken in one way: at least, and at most, since nobody hears the end of what a power cut interrupted. */
interface Taken {
  sure: number
  open: number
}

/** What was taken at one place. */
export class Takings implements Heard {
  readonly receipts: Receipt[] = []
  readonly kept: Kept[] = []
  readonly transfers: Transfer[] = []
  private readonly taken: Readonly<Record<CounterMethod, Taken>> = {
    cash: { sure: 0, open: 0 },
    bank_transfer: { sure: 0, open: 0 },
  }

  asks(amount: number, method: CounterMethod): Asked {
    const taken = this.taken[method]
    taken.open += amount
    const over = (): void => {
      taken.open -= amount
    }
    return {
      off: over,
      paid: (paid, receipt) => {
        over()
        taken.sure += paid
        if (receipt !== undefined) this.receipts.push(receipt)
      },
    }
  }

  seesTransfer(number: string, amount: number): Transfer {
    const transfer: Transfer = { number, amount, isSold: null, seenAt: performance.now() }
    this.transfers.push(transfer)
    return transfer
  }

  least(method: CounterMethod): number {
    return this.taken[method].sure
  }

  most(method: CounterMethod): number {
    return this.taken[method].sure + this.taken[method].open
  }
}

/** Somebody pays for the cart, if it can be paid. */
export const takeCash = async ({ counter }: Terminal, heard: Heard): Promise<void> => {
  const asked = heard.asks(counter.cart.get().total, 'cash')
  const receipt = await counter.pay(enough)
  if (receipt === null) asked.off()
  else asked.paid(receipt.total, receipt)
}

/** Somebody pays for the cart by transfer, under its number, and the money is seen to come in. */
export const takeTransfer = async ({ counter }: Terminal, heard: Heard): Promise<void> => {
  if (counter.cart.get().total === 0) return
  const number = await counter.takeNumber()
  const { total } = counter.cart.get()
  const asked = heard.asks(total, 'bank_transfer')
  const transfer = heard.seesTransfer(number, total)
  const receipt = await counter.pay(total, 'bank_transfer')
  transfer.isSold = receipt !== null
  if (receipt === null) asked.off()
  else asked.paid(receipt.total, receipt)
}
