import type { Terminal } from '../app/terminal.ts'
import type { Engine } from './engine.ts'

type Models =
  | 'catalogue'
  | 'stock'
  | 'shelf'
  | 'counter'
  | 'bookings'
  | 'boxOffice'
  | 'orders'
  | 'returns'
  | 'transfers'
  | 'vouchers'
  | 'activity'

/** What the screens do things with, of the engine that is at work. */
export abstract class WorkingTerminal implements Pick<Terminal, Models> {
  /** @throws if there is none */
  protected abstract working(): Engine

  get catalogue(): Terminal['catalogue'] {
    return this.working().models.catalogue
  }

  get stock(): Terminal['stock'] {
    return this.working().models.stock
  }

  get shelf(): Terminal['shelf'] {
    return this.working().models.shelf
  }

  get counter(): Terminal['counter'] {
    return this.working().models.counter
  }

  get bookings(): Terminal['bookings'] {
    return this.working().models.bookings
  }

  get boxOffice(): Terminal['boxOffice'] {
    return this.working().models.boxOffice
  }

  get orders(): Terminal['orders'] {
    return this.working().models.orders
  }

  get returns(): Terminal['returns'] {
    return this.working().models.returns
  }

  get transfers(): Terminal['transfers'] {
    return this.working().models.transfers
  }

  get vouchers(): Terminal['vouchers'] {
    return this.working().models.vouchers
  }

  get activity(): Terminal['activity'] {
    return this.working().models.activity
  }
}
