import { cartLines, everythingSent, lan, openDemo, scan, takeCash } from '../support/counterPage.ts'
import { expect, test } from '../support/journey.ts'
import { count, selfCheckOf, stockOf, unheldItemsOf } from '../support/rest.ts'

test('what a customer puts back is released at once, and Undo holds it again', async ({ page, hub }) => {
  const [first, second] = await unheldItemsOf(hub.url, 2)
  if (first === undefined || second === undefined) throw new Error('the demo shop has too few items')
  for (const { sku } of [first, second]) await count(hub.url, sku, 5)
  const heldOf = async (sku: string) => (await stockOf(hub.url, sku)).held
  await openDemo(page, hub.url, lan)
  for (const { barcode } of [first, second, second]) await scan(page, barcode)
  await expect(cartLines(page)).toHaveCount(2)
  await expect.poll(() => heldOf(second.sku)).toBe(2)

  await page.getByRole('button', { name: `Bỏ ${first.name}` }).click()
  await expect(cartLines(page)).toHaveCount(1)
  await expect.poll(() => stockOf(hub.url, first.sku)).toMatchObject({ held: 0, available: 5 })
  expect(await heldOf(second.sku)).toBe(2)

  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await expect(cartLines(page)).toHaveCount(2)
  await expect.poll(() => heldOf(first.sku)).toBe(1)
  await page.keyboard.press('Delete')
  await expect(cartLines(page)).toHaveCount(1)
  await expect.poll(() => heldOf(first.sku)).toBe(0)
  expect(await selfCheckOf(hub.url)).toEqual({ clean: true, differences: [] })
})

test('a sale is parked while the next customer is served, recalled with its goods still held, and sold; its receipt’s number finds it again when one piece is given back', async ({
  page,
  hub,
}) => {
  const [forgetful, quick] = await unheldItemsOf(hub.url, 2)
  if (forgetful === undefined || quick === undefined) throw new Error('the demo shop has too few items')
  for (const { sku } of [forgetful, quick]) await count(hub.url, sku, 5)
  await openDemo(page, hub.url, lan)
  await scan(page, forgetful.barcode)
  await scan(page, forgetful.barcode)
  await expect(cartLines(page).getByRole('textbox')).toHaveValue('2')
  await page.keyboard.press('F4')
  await expect(page.getByLabel('Đặt tên để dễ tìm')).toBeFocused()
  await page.keyboard.type('chị áo đỏ', { delay: 60 })
  await page.keyboard.press('Enter')
  await expect(cartLines(page)).toHaveCount(0)
  await expect(page.getByRole('complementary').getByText('chị áo đỏ')).toBeVisible()
  await expect.poll(async () => (await stockOf(hub.url, forgetful.sku)).held).toBe(2)

  await scan(page, quick.barcode)
  await expect(cartLines(page)).toHaveCount(1)
  await takeCash(page)
  expect((await stockOf(hub.url, forgetful.sku)).held).toBe(2)

  await page.keyboard.press('F6')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /chị áo đỏ/ })
    .click()
  await expect(cartLines(page)).toHaveAttribute('data-sku', forgetful.sku)
  await expect(cartLines(page)).toHaveAttribute('data-state', 'held')
  await expect(cartLines(page).getByRole('textbox')).toHaveValue('2')
  await takeCash(page)
  await everythingSent(page)
  expect(await stockOf(hub.url, forgetful.sku)).toMatchObject({ onHand: 3, held: 0 })

  await page.keyboard.press('F9')
  const [number = ''] =
    (await page.getByRole('dialog').getByRole('heading').textContent())?.match(/\d+-\d{6}-\d{4}/) ?? []
  await scan(page, number)
  const story = page.locator(`[data-story="${number}"]`)
  await expect(story).toContainText('Bán tại quầy')
  await story.getByRole('button', { name: 'Khách trả lại …' }).click()
  await page.getByRole('button', { name: `Thêm một ${forgetful.name}` }).click()
  await page.getByRole('button', { name: 'Nhận lại' }).click()
  await page.getByRole('button', { name: /Bán được/ }).click()
  await expect(page.getByText('Hoàn tiền (2)')).toBeVisible()
  await everythingSent(page)
  expect(await stockOf(hub.url, forgetful.sku)).toMatchObject({ onHand: 4, available: 4 })
  expect(await stockOf(hub.url, quick.sku)).toMatchObject({ onHand: 4, held: 0 })
  expect(await selfCheckOf(hub.url)).toEqual({ clean: true, differences: [] })
})
