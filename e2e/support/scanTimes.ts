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

/** Loads a catalogue of so many items through REST, all with stock; loaded again with other prices, it changes all of them. */
export const importMany = async (url: string, items = manySkus, cheapest = 15_000): Promise<void> => {
  const lines = Array.from(
    { length: items },
    (_, number) =>
      `SP-${String(number).padStart(6, '0')},Sản phẩm số ${number} loại tốt,${barcodeOf(number)},${cheapest + number},${location},50`,
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
    /** The same, but from the moment the page heard of the Enter: without what the test's own keyboard took. */
    heardTimes: number[]
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
    window.heardTimes = []
    let began: number | null = null
    let heard = 0
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
        if (event.key !== 'Enter') return
        began = event.timeStamp
        heard = performance.now()
      },
      { capture: true },
    )
    new MutationObserver((records) => {
      const isLine = (node: Node): boolean =>
        node instanceof Element && (node.matches('li[data-sku]') || node.querySelector('li[data-sku]') !== null)
      if (began === null || !records.some(({ addedNodes }) => [...addedNodes].some(isLine))) return
      const from = began
      began = null
      const since = heard
      afterPaint(() => {
        window.scanTimes.push(performance.now() - from)
        window.heardTimes.push(performance.now() - since)
      })
    }).observe(document, { childList: true, subtree: true })
  })
}

/** A cashier in a hurry. */
const pauseBetweenScansMs = 200

/** Scans so many different items, voiding the cart every ten. @returns the times, in milliseconds */
export const timeScans = async (page: Page, first: number, scans: number): Promise<number[]> => {
  await page.evaluate(() => {
    window.scanTimes = []
    window.heardTimes = []
  })
  for (let done = 1; done <= scans; done += 1) {
    await scan(page, barcodeOf(first + done * 37))
    await page.waitForFunction((wanted) => window.scanTimes.length >= wanted, done)
    if (done % 10 === 0) await voidCart(page)
    await sleep(pauseBetweenScansMs)
  }
  return page.evaluate(() => window.scanTimes)
}

/**
 * What the same page takes on the same machine for the least that a scan needs: one row written durably, then a frame.
 * @returns the times, in milliseconds
 */
export const timeBareWrites = (page: Page, writes: number): Promise<number[]> =>
  page.evaluate(async (count) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('bare', 1)
      request.addEventListener('upgradeneeded', () => request.result.createObjectStore('rows'))
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error))
    })
    const times: number[] = []
    for (let done = 0; done < count; done += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      const began = performance.now()
      await new Promise((resolve, reject) => {
        const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' })
        transaction.objectStore('rows').put({ done }, 'row')
        transaction.addEventListener('complete', resolve)
        transaction.addEventListener('error', reject)
      })
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))
      times.push(performance.now() - began)
    }
    database.close()
    return times
  }, writes)

/** The times of the scans that were timed last, from the moment the page heard of each. */
export const heardTimes = (page: Page): Promise<number[]> => page.evaluate(() => window.heardTimes)

const voidCart = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+Backspace')
  await page.getByRole('button', { name: 'Huỷ giỏ', exact: true }).click()
  await page.locator('li[data-sku]').first().waitFor({ state: 'detached' })
}
