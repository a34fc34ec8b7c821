// What runs in the page carries all that it needs along.
// oxlint-disable unicorn/consistent-function-scoping
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { scan } from './counterPage.ts'
import { adminKey } from './hubProcess.ts'

const location = 'q1'
export const manySkus = 20_000

/** A barcode of 13 figures for the item of this number. */
export const barcodeOf = (number: number): string => String(8_930_000_000_000 + number)

/** Loads a catalogue of so many items through REST, all with stock. */
export const importMany = async (url: string, items = manySkus): Promise<void> => {
  const lines = Array.from(
    { length: items },
    (_, number) =>
      `SP-${String(number).padStart(6, '0')},Sản phẩm số ${number} loại tốt,${barcodeOf(number)},${15_000 + number},${location},50`,
  )
  const response = await fetch(`${url}/v1/items/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'text/csv' },
    body: ['sku,name,barcode,price,location,on_hand', ...lines].join('\n'),
  })
  if (!response.ok) throw new Error(`not imported: ${response.status} ${await response.text()}`)
}

declare global {
  interface Window {
    /** From the Enter of each scan until its line was painted, in milliseconds. */
    scanTimes: number[]
  }
}

/**
 * Measures in the page, from the moment the scanner's Enter went down until the frame with the new line was on the screen: the next task after
 * the frame in which the line was in the document. Call it before the page is opened.
 */
export const measureScans = async (page: Page): Promise<void> => {
  // Outside Playwright's own runner functions are compiled with a helper for their names, which the page does not have.
  await page.addInitScript('globalThis.__name ??= (named) => named')
  await page.addInitScript(() => {
    window.scanTimes = []
    let began: number | null = null
    const afterPaint = (then: () => void): void => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', then)
        port1.start()
        port2.postMessage(null)
      })
    }
    addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Enter') began = event.timeStamp
      },
      { capture: true },
    )
    new MutationObserver((records) => {
      const isLine = (node: Node): boolean =>
        node instanceof Element && (node.matches('li[data-sku]') || node.querySelector('li[data-sku]') !== null)
      if (began === null || !records.some(({ addedNodes }) => [...addedNodes].some(isLine))) return
      const from = began
      began = null
      afterPaint(() => window.scanTimes.push(performance.now() - from))
    }).observe(document, { childList: true, subtree: true })
  })
}

/** A cashier in a hurry. */
const pauseBetweenScansMs = 200

/** Scans so many different items, voiding the cart every ten. @returns the times, in milliseconds */
export const timeScans = async (page: Page, first: number, scans: number): Promise<number[]> => {
  await page.evaluate(() => {
    window.scanTimes = []
  })
  for (let done = 1; done <= scans; done += 1) {
    await scan(page, barcodeOf(first + done * 37))
    await page.waitForFunction((wanted) => window.scanTimes.length >= wanted, done)
    if (done % 10 === 0) await voidCart(page)
    await sleep(pauseBetweenScansMs)
  }
  return page.evaluate(() => window.scanTimes)
}

const voidCart = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+Backspace')
  await page.getByRole('button', { name: 'Huỷ giỏ', exact: true }).click()
  await page.locator('li[data-sku]').first().waitFor({ state: 'detached' })
}
