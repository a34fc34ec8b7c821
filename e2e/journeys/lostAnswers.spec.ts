import type { Page } from '@playwright/test'
import { cartLines, everythingSent, lan, openDemo, openScreen, scan, takeCash } from '../support/counterPage.ts'
import { expect, test } from '../support/journey.ts'
import type { Fate, Line } from '../support/line.ts'
import { hubBooksFor, replicaOf } from '../support/replicas.ts'
import { countedItem, selfCheckOf, stockOf } from '../support/rest.ts'

const stock = 500

/** Loses the next request that gives commands, or its answer. @returns how many were lost, once it was */
const loseOne = (line: Line, fate: Fate): (() => number) => {
  let lost = 0
  line.fate = (path) => {
    if (lost > 0 || !path.includes('commands.submit')) return 'pass'
    lost += 1
    return fate
  }
  return () => lost
}

const quantityInCart = async (page: Page): Promise<number> => {
  await expect(page.getByRole('button', { name: /Thu tiền/ })).toBeVisible()
  if ((await cartLines(page).count()) === 0) return 0
  return Number(await cartLines(page).getByRole('textbox').inputValue())
}

const steps = {
  'the first hold': async (page: Page, barcode: string) => {
    await scan(page, barcode)
    await expect(cartLines(page)).toHaveCount(1)
  },
  'a larger hold': async (page: Page, barcode: string) => {
    await scan(page, barcode)
    await expect(cartLines(page).getByRole('textbox')).toHaveValue('2')
  },
  'the sale': takeCash,
} as const
const fates = { lose_request: 'request', lose_answer: 'answer' } as const

/** Each step loses each once, with a reload and without: all of both at every request is `exactlyOnce.test.ts`'s, without a browser. */
const losses = [
  { lost: 'lose_request', cutAt: 'the first hold', reload: true },
  { lost: 'lose_request', cutAt: 'a larger hold', reload: false },
  { lost: 'lose_request', cutAt: 'the sale', reload: true },
  { lost: 'lose_answer', cutAt: 'the first hold', reload: false },
  { lost: 'lose_answer', cutAt: 'a larger hold', reload: true },
  { lost: 'lose_answer', cutAt: 'the sale', reload: false },
] as const

test('losing a request or its answer at any step of a sale, with and without a reload, books exactly that sale', async ({
  page,
  hub,
  line,
}) => {
  const item = await countedItem(hub.url, stock)
  await openDemo(page, line.url, lan)
  let sold = 0
  for (const { lost, cutAt, reload } of losses)
    await test.step(`${fates[lost]} of ${cutAt} is lost${reload ? ', and the terminal is reloaded' : ''}`, async () => {
      await everythingSent(page)
      for (const [name, step] of Object.entries(steps)) {
        if (name !== cutAt) {
          await step(page, item.barcode)
          continue
        }
        const wasLost = loseOne(line, lost)
        await step(page, item.barcode)
        await expect.poll(wasLost).toBe(1)
        if (reload) await page.reload()
        await expect(page.getByRole('button', { name: /Thu tiền/ })).toBeVisible()
      }
      sold += 2
      await everythingSent(page)
      await expect.poll(() => stockOf(hub.url, item.sku)).toMatchObject({ onHand: stock - sold, held: 0 })
    })
  await expectBooksEqual(page, hub.url)
})

test('a reload at any moment loses no line that was seen and doubles no sale', async ({ page, hub, line }) => {
  const item = await countedItem(hub.url, stock)
  await openDemo(page, line.url, lan)
  let sold = 0
  for (const delay of [0, 3, 10, 25, 70])
    await test.step(`reload ${delay} ms after the scan and after the payment`, async () => {
      await scan(page, item.barcode)
      await page.waitForTimeout(delay)
      const seen = (await cartLines(page).count()) > 0
      const settled = seen && (await cartLines(page).first().getAttribute('data-state')) === 'held'
      await page.reload()
      const kept = await quantityInCart(page)
      // A hold that the hub has granted is never forgotten; one that was not even written may be, and then nothing was asked.
      if (settled) expect(kept).toBe(1)
      if (kept === 0) await scan(page, item.barcode)
      await expect(cartLines(page)).toHaveCount(1)
      await page.keyboard.press('F8')
      await expect(page.getByTestId('tendered')).toBeFocused()
      await page.keyboard.press('Enter', { delay })
      await page.reload()
      if ((await quantityInCart(page)) > 0) await takeCash(page)
      sold += 1
      await everythingSent(page)
      await expect.poll(() => stockOf(hub.url, item.sku)).toMatchObject({ onHand: stock - sold, held: 0 })
    })
  await expectBooksEqual(page, hub.url)
})

/** Nothing is left to be sent or looked at, the replica equals the hub, and the hub's books agree with each other. */
const expectBooksEqual = async (page: Page, url: string): Promise<void> => {
  await openScreen(page, 'Hoạt động')
  await expect(page.getByText('Không có gì cần xem')).toBeVisible()
  await expect.poll(() => replicaOf(page)).toEqual(await hubBooksFor(page, url))
  expect(await selfCheckOf(url)).toEqual({ clean: true, differences: [] })
}
