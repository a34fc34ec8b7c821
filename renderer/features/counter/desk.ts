import { isSaleNumber } from '../../../shared/orders/saleReference.ts'
import type { CounterMethod } from '../../../shared/orders/sell.ts'
import { isTicketCode } from '../../../shared/orders/tickets.ts'
import type { Sounds } from '../../app/sounds.ts'
import { createStore, type Store } from '../../app/store.ts'
import type {
  AddAnswer,
  Cart,
  CartLine,
  CartSeats,
  CartVoucher,
  Item,
  Live,
  Receipt,
  Terminal,
  Unsure,
} from '../../app/terminal.ts'
import { hasNoGoods, isEmptyCart, rowsIn } from './cartSums.ts'
import { namesOf, putBack, type Removed } from './putBack.ts'
import { type Refusal, refusalOf } from './refusal.ts'
import { createScanTakers, type ScanTakers } from './scanTakers.ts'

export type Dialog =
  | { readonly name: 'pay' | 'park' | 'recall' | 'void' }
  | { readonly name: 'ticket'; readonly code: string }
  | { readonly name: 'receipt'; readonly receipt: Receipt; readonly justSold: boolean }

/** What was done and can be undone or is worth a word. */
export type Said =
  | { readonly type: 'removed'; readonly names: readonly string[]; readonly undo: () => Promise<void> }
  | { readonly type: 'parked' | 'recalled'; readonly label: string }
  | { readonly type: 'no_receipt' | 'nothing_to_do' }
  /** Seats of the cart cannot be sold at the moment. */
  | { readonly type: 'unsure'; readonly why: Unsure }

/** The counter's screen without React: what is open, what was refused, and what each key and button does. */
export interface Desk {
  readonly refusals: Live<readonly Refusal[]>
  readonly dialog: Store<Dialog | null>
  /** The line that Del removes: the one touched last, or chosen with the arrows. */
  readonly selected: Store<string | null>
  readonly said: Live<Said | null>
  /** The number of a sale that was scanned from its receipt, until the orders have it. */
  readonly sought: Store<string | null>
  /** What is shown and wants the scans for itself. */
  readonly scanTakers: ScanTakers
  scan(code: string): Promise<void>
  add(item: Item, quantity?: number): Promise<void>
  /** The customer has it in hand: sold without a promise. */
  sellAnyway(refusal: Refusal): Promise<void>
  tellWhenFree(refusal: Refusal): void
  dismiss(refusal: string): void
  setQuantity(line: CartLine, quantity: number): Promise<void>
  /** Of a voucher there is one. */
  holdAgain(line: Pick<CartLine, 'id' | 'quantity'>): Promise<void>
  remove(line: CartLine): Promise<void>
  removeSelected(): Promise<void>
  removeVoucher(voucher: CartVoucher): Promise<void>
  removeSeats(seats: CartSeats): Promise<void>
  holdSeatsAgain(seats: CartSeats): Promise<void>
  moveSelection(by: 1 | -1): void
  /** Empties the cart; asks first if it is a long one. */
  askVoid(): Promise<void>
  voidAll(): Promise<void>
  park(label: string): Promise<void>
  recall(cart: Cart): Promise<void>
  /** Opens taking payment, if there is something to be paid. */
  askPay(): void
  /** The number that the payer of the sale on the counter writes on a transfer. */
  takeNumber(): Promise<string>
  pay(tendered: number, method?: CounterMethod): Promise<boolean>
  showLastReceipt(): void
}

/** More lines than this are not thrown away without a question. */
const linesWithoutQuestion = 3

/** Of a voucher there is one. */
const asLine = ({ id, state }: CartVoucher) => ({ id, state, quantity: 1 })

export const createDesk = (terminal: Terminal, sounds: Sounds): Desk => {
  // Asked for at each use: a new pairing brings a new counter.
  const counter = () => terminal.counter
  const refusals = createStore<readonly Refusal[]>([])
  const dialog = createStore<Dialog | null>(null)
  const selected = createStore<string | null>(null)
  const said = createStore<Said | null>(null)
  const sought = createStore<string | null>(null)

  // Two quick scans of the same thing must find each other: one after the other.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const next = last.then(work, work)
    last = next
    return next
  }

  const dismiss = (id: string): void => refusals.update((all) => all.filter((refusal) => refusal.id !== id))
  const refuse = (refusal: Refusal): void => {
    sounds.refuse()
    refusals.update((all) => [...all.filter(({ id }) => id !== refusal.id), refusal].slice(-4))
  }

  const answered = (answer: AddAnswer, quantity: number): void => {
    if (answer.ok) {
      sounds.tick()
      selected.set(answer.line)
      return
    }
    refuse(refusalOf(answer, quantity))
  }

  const removed = (what: Partial<Removed>): void => {
    const undo = () => inTurn(() => putBack(terminal, what, { answered, refused: sounds.refuse }))
    said.set({ type: 'removed', names: namesOf(what), undo })
  }
  const remove = (line: CartLine): Promise<void> =>
    inTurn(async () => {
      const { lines } = counter().cart.get()
      const place = lines.findIndex(({ id }) => id === line.id)
      await counter().remove(line.id)
      selected.set((lines[place + 1] ?? lines[place - 1])?.id ?? null)
      removed({ lines: [line] })
    })
  const voidAll = (): Promise<void> =>
    inTurn(async () => {
      dialog.set(null)
      const cart = counter().cart.get()
      refusals.set([])
      if (isEmptyCart(cart)) return said.set({ type: 'nothing_to_do' })
      await counter().voidAll()
      selected.set(null)
      removed(cart)
    })

  return {
    refusals,
    dialog,
    selected,
    said,
    sought,
    scanTakers: createScanTakers(),
    dismiss,
    remove,
    voidAll,
    scan: (code) =>
      inTurn(async () => {
        if (isTicketCode(code)) dialog.set({ name: 'ticket', code })
        else if (isSaleNumber(code)) sought.set(code)
        else answered(await counter().scan(code), 1)
      }),
    add: (item, quantity = 1) =>
      inTurn(async () => {
        dismiss(item.sku)
        answered(await counter().add(item.sku, quantity), quantity)
      }),
    sellAnyway: (refusal) =>
      inTurn(async () => {
        if (refusal.kind !== 'short') return
        dismiss(refusal.id)
        answered(await counter().addInHand(refusal.item.sku, refusal.quantity), refusal.quantity)
      }),
    tellWhenFree: (refusal) => {
      if (refusal.kind === 'short') counter().tellWhenFree(refusal.item.sku)
      dismiss(refusal.id)
    },
    setQuantity: (line, quantity) =>
      inTurn(async () => {
        const answer = await counter().setQuantity(line.id, quantity)
        if (answer.ok) return answered(answer, quantity)
        // The line itself says what is short; there is no second note for it.
        sounds.refuse()
        selected.set(line.id)
      }),
    holdAgain: (line) => inTurn(async () => answered(await counter().holdAgain(line.id), line.quantity)),
    removeSelected: async () => {
      const line = counter()
        .cart.get()
        .lines.find(({ id }) => id === selected.get())
      if (line !== undefined) await remove(line)
    },
    removeVoucher: (voucher) =>
      inTurn(async () => {
        await counter().remove(voucher.id)
        removed({ vouchers: [voucher] })
      }),
    removeSeats: (group) =>
      inTurn(async () => {
        await terminal.boxOffice.giveUp(
          group.event,
          group.seats.map(({ seat }) => seat),
        )
        removed({ seats: [group] })
      }),
    holdSeatsAgain: ({ event }) =>
      inTurn(async () => {
        const held = await terminal.boxOffice.holdAgain(event)
        if (held.ok) sounds.tick()
        else sounds.refuse()
      }),
    moveSelection: (by) => {
      const { lines } = counter().cart.get()
      const place = lines.findIndex(({ id }) => id === selected.get())
      const next = place === -1 ? (by === 1 ? 0 : lines.length - 1) : place + by
      const line = lines[Math.min(lines.length - 1, Math.max(0, next))]
      if (line !== undefined) selected.set(line.id)
    },
    askVoid: async () => {
      if (rowsIn(counter().cart.get()) > linesWithoutQuestion) dialog.set({ name: 'void' })
      else await voidAll()
    },
    park: (label) =>
      inTurn(async () => {
        dialog.set(null)
        await counter().park(label)
        selected.set(null)
        said.set({ type: 'parked', label })
      }),
    recall: (cart) =>
      inTurn(async () => {
        dialog.set(null)
        await counter().recall(cart.id)
        said.set({ type: 'recalled', label: cart.label })
        // Who comes back wants what they had: what ran out meanwhile is held anew while it is there. Of seats the same might not be left.
        for (const { id, quantity, state } of [...cart.lines, ...cart.vouchers.map(asLine)])
          if (state === 'expired') answered(await counter().holdAgain(id), quantity)
      }),
    askPay: () => {
      const cart = counter().cart.get()
      if (hasNoGoods(cart)) return said.set({ type: 'nothing_to_do' })
      if (cart.unsure !== null) return said.set({ type: 'unsure', why: cart.unsure })
      dialog.set({ name: 'pay' })
    },
    takeNumber: () => inTurn(() => counter().takeNumber()),
    pay: (tendered, method) =>
      inTurn(async () => {
        const receipt = await counter().pay(tendered, method)
        if (receipt === null) {
          sounds.refuse()
          return false
        }
        sounds.tick()
        refusals.set([])
        selected.set(null)
        dialog.set({ name: 'receipt', receipt, justSold: true })
        return true
      }),
    showLastReceipt: () => {
      const receipt = counter().receipts.get()[0]
      if (receipt === undefined) said.set({ type: 'no_receipt' })
      else dialog.set({ name: 'receipt', receipt, justSold: false })
    },
  }
}
