import type { Page } from '@playwright/test'
import type { Command } from '../../shared/protocol/commands.ts'
import { cartLines, scan, takeCash } from './counterPage.ts'
import { barcodeOf } from './scanTimes.ts'
import { SimulatedTerminal } from './simulatedTerminal.ts'

const location = 'q1'
/** Lines in a cart: each is a hold, and the sale is one command more. */
const lines = 25
const patienceMs = 120_000

/** Waits until the hub is heard and has settled everything. */
export const whenNothingWaits = async (page: Page): Promise<void> => {
  await page.getByText('Có mạng').waitFor({ timeout: patienceMs })
  await page.getByText(/thao tác chờ gửi/).waitFor({ state: 'hidden', timeout: patienceMs })
}

/** Scans and sells until at least so many commands wait, each item once. @returns how many carts were sold */
export const sellCarts = async (page: Page, commands: number, first: number): Promise<number> => {
  const carts = Math.ceil(commands / (lines + 1))
  for (let cart = 0; cart < carts; cart += 1) {
    for (let line = 0; line < lines; line += 1) {
      await scan(page, barcodeOf(first + cart * lines + line))
      await cartLines(page).nth(line).waitFor()
    }
    await takeCash(page)
  }
  return carts
}

export const commandsOf = (carts: number): number => carts * (lines + 1)

/** The same commands as those of so many carts. */
const cartCommands = (carts: number): Command[] =>
  Array.from({ length: carts }, (_, cart): Command[] => {
    const items = Array.from({ length: lines }, (_line, line) => ({
      sku: `SP-${String(cart * lines + line).padStart(6, '0')}`,
      hold: crypto.randomUUID(),
    }))
    const placed = items.map(
      ({ sku, hold }): Command => ({
        type: 'hold.place',
        hold,
        location,
        lines: [{ kind: 'stock', sku, quantity: 1 }],
      }),
    )
    const sold = items.map(({ sku, hold }) => ({
      ...{ line: { kind: 'stock' as const, sku, quantity: 1 }, hold, name: sku, price: 1000 },
    }))
    const total = lines * 1000
    const about = { order: crypto.randomUUID(), number: `bare-${cart}`, location, currency: 'VND', soldAt: Date.now() }
    return [...placed, { type: 'order.sell', ...about, lines: sold, total, tendered: total }]
  }).flat()

/** Gives the commands of so many carts without a browser, 100 in a request. @returns milliseconds */
export const giveBare = async (url: string, carts: number): Promise<number> => {
  await SimulatedTerminal.setUp(url)
  const terminal = await SimulatedTerminal.pair(url, location, 'Không màn hình')
  const commands = cartCommands(carts)
  const began = performance.now()
  for (let from = 0; from < commands.length; from += 100) await terminal.give(...commands.slice(from, from + 100))
  return performance.now() - began
}

/** Fetches all that a new terminal copies, without keeping it. @returns milliseconds */
export const pullBare = async (url: string): Promise<number> => {
  await SimulatedTerminal.setUp(url)
  const terminal = await SimulatedTerminal.pair(url, location, 'Không màn hình')
  const began = performance.now()
  await terminal.pullEverything()
  return performance.now() - began
}
