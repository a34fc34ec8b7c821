import type { Page } from '@playwright/test'
import { everythingSent, openDemo, openScreen } from '../support/counterPage.ts'
import { addTables, hanh } from '../support/house.ts'
import { expect, test } from '../support/journey.ts'

/** A pace at which somebody types while they listen to a telephone; a scanner is at least five times as fast. */
const msPerKey = 150

/** Presses keys one after the other as a person does. @returns how many */
const press = async (page: Page, ...keys: readonly string[]): Promise<number> => {
  for (const key of keys) {
    await page.keyboard.press(key)
    await page.waitForTimeout(msPerKey)
  }
  return keys.length
}
const signs = (text: string): string[] => Array.from(text)

const tell = (who: string, { keys, ms }: { keys: number; ms: number }) =>
  process.stdout.write(`     ${who} booked by ${keys} keys in ${(ms / 1000).toFixed(1)} s at ${msPerKey} ms a key\n`)

test('a guest on the telephone is booked by keys alone, in well under 15 seconds at a person’s pace; one who is known in fewer; and Back closes that dialog', async ({
  page,
  hub,
}) => {
  await addTables(hub.url)
  await openDemo(page, hub.url, hanh)
  await everythingSent(page)
  const book = async (time: string, phone: string, name: string | null): Promise<{ keys: number; ms: number }> => {
    const began = performance.now()
    let keys = await press(page, 'F7')
    await expect(page.getByLabel('Mấy khách')).toBeFocused()
    // Four guests, tomorrow, at that time.
    keys += await press(page, '4', 'Tab', 'ArrowDown', 'Tab', ...signs(time), 'Tab', ...signs(phone))
    if (name === null) await expect(page.getByLabel('Tên khách')).not.toHaveValue('')
    else keys += await press(page, 'Tab', ...signs(name))
    keys += await press(page, 'Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    return { keys, ms: performance.now() - began }
  }
  const back = () => page.evaluate(() => history.back())
  const onScreen = (path: string) => expect.poll(() => new URL(page.url()).hash).toBe(path)
  const dialog = page.getByRole('dialog', { name: 'Đặt lịch mới' })

  await test.step('Back closes a dialog on the first screen too, behind which there is another page', async () => {
    await page.keyboard.press('F7')
    await expect(dialog).toBeVisible()
    await back()
    await expect(dialog).toBeHidden()
    await onScreen('#/')
  })

  const fresh = await book('1200', '0907123456', 'Sau')
  tell('a new guest', fresh)
  expect(fresh.keys).toBeLessThanOrEqual(1 + 5 + 3 + 1 + 10 + 1 + 3 + 1)
  await expect(page.getByText(/Đã đặt cho Sau/)).toBeVisible()

  const known = await book('1800', '0907123456', null)
  tell('a guest who is known', known)
  expect(known.keys).toBeLessThan(fresh.keys)
  await expect(page.getByText(/Đã đặt cho Sau/).last()).toBeVisible()
  await everythingSent(page)

  await test.step('what stands over a screen belongs to it: Back closes it and stays, another screen takes it away', async () => {
    await openScreen(page, 'Sơ đồ')
    await openScreen(page, 'Hàng chờ')
    await page.keyboard.press('F7')
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog', { name: 'Lệnh' })).toBeVisible()
    await back()
    await expect(page.getByRole('dialog', { name: 'Lệnh' })).toBeHidden()
    await expect(dialog).toBeVisible()
    await back()
    await expect(dialog).toBeHidden()
    await onScreen('#/waiting')
    await back()
    await onScreen('#/floor')

    await page.keyboard.press('F7')
    await expect(dialog).toBeVisible()
    await page.evaluate(() => history.forward())
    await onScreen('#/waiting')
    await expect(dialog).toBeHidden()

    // What the counter asks goes with it, and keeps no scan and no key from what comes after.
    await page.keyboard.press('F4')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.evaluate(() => history.go(-2))
    await onScreen('#/floor')
    await page.keyboard.press('F7')
    await expect(dialog).toBeVisible()
  })
})
