import { isPrintedNumber } from '../../../shared/orders/saleReference.ts'
import { isTicketCode } from '../../../shared/orders/tickets.ts'
import type { Sounds } from '../../app/sounds.ts'
import { createStore } from '../../app/store.ts'
import type { AddAnswer, CartLine, CartVoucher, Terminal } from '../../app/terminal.ts'
import { hasNoGoods, isEmptyCart, rowsIn } from './cartSums.ts'
import type { Desk, Dialog, Said } from './desk.ts'
import { namesOf, putBack, type Removed } from './putBack.ts'
import { type Refusal, refusalOf } from './refusal.ts'
import { createScanTakers } from './scanTakers.ts'

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
        else if (isPrintedNumber(code)) sought.set(code)
        else answered(await counter().scan(code), 1)
      }),
    scanWhilePaying: (code) => {
      sounds.refuse()
      said.set({ type: 'not_taken', code })
    },
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
        dismiss(line.sku)
        // What is held stays held; the note is about the pieces beyond.
        answered(await counter().setQuantity(line.id, quantity), quantity - line.quantity)
        selected.set(line.id)
      }),
    holdAgain: (line) => inTurn(async () => answered(await counter().holdAgain(line.id), line.quantity)),
    holdLapsed: (lines) =>
      inTurn(async () => {
        for (const { id, quantity } of lines) {
          const answer = await counter().holdAgain(id)
          answered(answer, quantity)
          if (!answer.ok) dialog.set(null)
        }
      }),
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
    askKeep: () => {
      if (hasNoGoods(counter().cart.get())) return said.set({ type: 'nothing_to_do' })
      dialog.set({ name: 'keep' })
    },
    keep: (wish) =>
      inTurn(async () => {
        const answer = await counter().keep(wish)
        if (!answer.ok) sounds.refuse()
        else {
          refusals.set([])
          selected.set(null)
        }
        return answer
      }),
    recall: (cart) =>
      inTurn(async () => {
        dialog.set(null)
        if (cart.keeping?.rejection === null) return said.set({ type: 'still_asked' })
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
