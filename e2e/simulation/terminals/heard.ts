import type { Receipt, Terminal } from '../../../renderer/app/terminal.ts'

/** More than any cart costs, in đồng. */
const enough = 100_000_000

/** Hears what people at tills were told of money. */
export interface Heard {
  /** Somebody asks to be paid so much in cash; whether it was is told afterwards, unless the power goes. */
  asks(amount: number): Asked
}

export interface Asked {
  /** Nothing came of it. */
  off(): void
  paid(amount: number, receipt?: Receipt): void
}

/** What was taken in cash at one place: at least, and at most, since nobody hears the end of what a power cut interrupted. */
export class Takings implements Heard {
  readonly receipts: Receipt[] = []
  private sure = 0
  private open = 0

  asks(amount: number): Asked {
    this.open += amount
    const over = (): void => {
      this.open -= amount
    }
    return {
      off: over,
      paid: (paid, receipt) => {
        over()
        this.sure += paid
        if (receipt !== undefined) this.receipts.push(receipt)
      },
    }
  }

  get least(): number {
    return this.sure
  }

  get most(): number {
    return this.sure + this.open
  }
}

/** Somebody pays for the cart, if it can be paid. */
export const takeCash = async ({ counter }: Terminal, heard: Heard): Promise<void> => {
  const asked = heard.asks(counter.cart.get().total)
  const receipt = await counter.pay(enough)
  if (receipt === null) asked.off()
  else asked.paid(receipt.total, receipt)
}
