import type { Command } from '../../shared/protocol/commands.ts'
import { createStore } from '../app/store.ts'
import type { AddAnswer, Cart, CartLine, Counter, Item, Receipt } from '../app/terminal.ts'
import type { ScriptedStock } from './scriptedStock.ts'

const ttl = 900_000

const emptyCart = (id: number): Cart => ({
  ...{
    id: `cart${id}`,
    lines: [],
    seats: [],
    vouchers: [],
    unsure: null,
    total: 0,
    parkedAt: null,
    label: '',
    keeping: null,
  },
})

const withLines = (cart: Cart, lines: readonly CartLine[]): Cart => ({
  ...cart,
  lines,
  total: lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
})

/**
 * A counter that answers at once from a stock in memory; no hub, no store.
 * @param hub what stands for it, where a cart is kept for a customer
 */
export const createScriptedCounter = (
  stock: ScriptedStock,
  now: () => number,
  hub: { readonly isOnline: () => boolean; readonly keep: (command: Command) => void },
): Counter => {
  let ids = 0
  const cart = createStore(emptyCart(0))
  const parked = createStore<readonly Cart[]>([])
  const receipts = createStore<readonly Receipt[]>([])
  const nowFree = createStore<readonly Item[]>([])

  const setLines = (lines: readonly CartLine[]): void => cart.update((old) => withLines(old, lines))
  const drop = (line: CartLine): void => {
    stock.end(`line:${line.id}`, false)
    setLines(cart.get().lines.filter(({ id }) => id !== line.id))
  }
  const hold = (line: CartLine): void =>
    stock.put(line.sku, {
      hold: `line:${line.id}`,
      channel: 'counter',
      terminal: 't1',
      staff: 'lan',
      quantity: line.quantity,
      placedAt: line.placedAt,
      expiresAt: now() + ttl,
      settled: false,
    })
  const put = (item: Item, quantity: number, held: boolean): AddAnswer => {
    const known = cart.get().lines.find(({ sku, state }) => sku === item.sku && (state === 'unheld') === !held)
    const level = stock.level(item.sku)
    const holders = stock.holders(item.sku).filter(({ hold: id }) => id !== `line:${known?.id ?? ''}`)
    const available = (level?.available ?? 0) + (held ? (known?.quantity ?? 0) : 0)
    const wanted = quantity + (known?.quantity ?? 0)
    if (held && wanted > available)
      return { ok: false, why: 'short', item, shortage: { available: level?.available ?? 0, holders } }
    const line: CartLine = {
      id: known?.id ?? `l${++ids}`,
      sku: item.sku,
      name: item.name,
      price: item.price,
      quantity: wanted,
      state: held ? 'asked' : 'unheld',
      placedAt: now(),
      expiresAt: held ? now() + ttl : null,
      shortage: null,
    }
    if (known !== undefined) stock.end(`line:${known.id}`, false)
    if (held) hold(line)
    const { lines } = cart.get()
    setLines(known === undefined ? [...lines, line] : lines.map((each) => (each.id === line.id ? line : each)))
    // The hub's word follows quietly.
    setTimeout(
      () => setLines(cart.get().lines.map((each) => (each === line && held ? { ...each, state: 'held' } : each))),
      400,
    )
    return { ok: true, line: line.id }
  }
  const find = (code: string, quantity: number, held: boolean): AddAnswer => {
    const item = stock.catalogue.find(code)
    return item === null ? { ok: false, why: 'unknown', code } : put(item, quantity, held)
  }

  return {
    cart,
    parked,
    receipts,
    nowFree,
    scan: async (code) => find(code, 1, true),
    addVoucher: async (code) => ({ ok: false, why: 'unknown', code }),
    add: async (sku, quantity) => find(sku, quantity, true),
    addInHand: async (sku, quantity) => find(sku, quantity, false),
    async setQuantity(id, quantity) {
      const line = cart.get().lines.find((each) => each.id === id)
      if (line === undefined) return { ok: false, why: 'unknown', code: id }
      return find(line.sku, quantity - line.quantity, line.state !== 'unheld')
    },
    async holdAgain(id) {
      const line = cart.get().lines.find((each) => each.id === id)
      if (line === undefined) return { ok: false, why: 'unknown', code: id }
      drop(line)
      return find(line.sku, line.quantity, true)
    },
    remove: async (id) =>
      cart
        .get()
        .lines.filter((line) => line.id === id)
        .forEach(drop),
    voidAll: async () => cart.get().lines.forEach(drop),
    async park(label) {
      parked.update((all) => [...all, { ...cart.get(), label, parkedAt: now() }])
      cart.set(emptyCart(++ids))
    },
    async recall(id) {
      const found = parked.get().find((each) => each.id === id)
      if (found === undefined) return
      const current = cart.get()
      const rest = parked.get().filter((each) => each !== found)
      parked.set(current.lines.length === 0 ? rest : [...rest, { ...current, label: '…', parkedAt: now() }])
      cart.set({ ...found, parkedAt: null })
    },
    obstacleToKeep: () => (hub.isOnline() ? null : 'offline'),
    async keep({ customer, until, deposit }) {
      if (!hub.isOnline()) return { ok: false, why: 'offline' }
      const { lines } = cart.get()
      const [order, number] = [`kept${++ids}`, `HF326112300${ids}`]
      const what = lines.map(({ sku, quantity, name, price }) => ({
        ...{ line: { kind: 'stock' as const, sku, quantity }, name, price },
      }))
      for (const line of lines) stock.end(`line:${line.id}`, true)
      cart.set(emptyCart(++ids))
      hub.keep({
        ...{ type: 'order.keep', order, number, hold: `hold${ids}`, takes: [], location: 'q1', currency: 'VND' },
        ...{ lines: what, customer, until, deposit },
      })
      return { ok: true, order, number }
    },
    takeNumber: async () => '3-261123-0017',
    async pay(tendered, method = 'cash') {
      const { lines, total } = cart.get()
      if (lines.length === 0 || tendered < total) return null
      for (const line of lines) stock.end(`line:${line.id}`, true)
      const receipt: Receipt = {
        order: `o${++ids}`,
        number: `3-261123-${String(ids).padStart(3, '0')}`,
        soldAt: now(),
        lines: lines.map(({ name, quantity, price }) => ({ name, quantity, price })),
        discounts: [],
        total,
        method,
        tendered,
        change: tendered - total,
        currency: 'VND',
        staff: 'Nguyễn Thị Lan',
        tickets: [],
        settled: false,
      }
      receipts.update((all) => [receipt, ...all])
      cart.set(emptyCart(++ids))
      return receipt
    },
    tellWhenFree: (sku) => {
      const item = stock.catalogue.find(sku)
      if (item !== null) setTimeout(() => nowFree.update((all) => [...all, item]), 3000)
    },
    dismissFree: (sku) => nowFree.update((all) => all.filter((item) => item.sku !== sku)),
  }
}
