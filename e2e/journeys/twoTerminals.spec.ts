import { z } from 'zod'
import {
  cartLines,
  everythingSent,
  lan,
  openDemo,
  openOtherScreen,
  openScreen,
  scan,
  tuan,
} from '../support/counterPage.ts'
import { expect, test } from '../support/journey.ts'
import { ask, countedItem, holdIdOf, holdWish, selfCheckOf, stockOf, unheldItemsOf } from '../support/rest.ts'

const keySchema = z.object({ key: z.string() })

test('a hold on one terminal is seen on the other at once', async ({ page, browser, hub }) => {
  const items = await unheldItemsOf(hub.url, 5)
  await openDemo(page, hub.url, lan)
  const other = await (await browser.newContext()).newPage()
  await openDemo(other, hub.url, tuan)
  await everythingSent(other)
  const times: number[] = []
  for (const { name, barcode } of items) {
    const seen = other.getByRole('complementary').getByText(name).waitFor()
    const began = performance.now()
    await scan(page, barcode)
    await seen
    times.push(performance.now() - began)
    await page.keyboard.press('Control+Backspace')
    await expect(cartLines(page)).toHaveCount(0)
    await expect(other.getByRole('complementary').getByText(name)).toBeHidden()
  }
  process.stdout.write(`     seen on the other terminal after ${times.map((time) => time.toFixed(0)).join(', ')} ms\n`)
})

test('what is short says who holds how many and until when, and tells when it is free', async ({ page, hub }) => {
  const item = await countedItem(hub.url, 2)
  await ask(hub.url, 'PUT', '/v1/channels/web', { name: 'Website', kind: 'web' })
  const { key } = keySchema.parse((await ask(hub.url, 'POST', '/v1/channels/web/keys', {})).body)
  const hold = holdIdOf(await ask(hub.url, 'POST', '/v1/holds', holdWish(item.sku, 2), { key }))
  await openDemo(page, hub.url, lan)
  await everythingSent(page)
  await scan(page, item.barcode)
  const refusal = page.getByRole('alert').filter({ hasText: item.name })
  await expect(refusal).toContainText(/Còn 0 · Website giữ 2 đến \d\d:\d\d/)
  await refusal.getByRole('button', { name: 'Báo khi có hàng' }).click()
  await ask(hub.url, 'POST', `/v1/holds/${hold}/release`, {}, { key })
  await expect(page.getByText(`${item.name} đã có lại`)).toBeVisible()
  await page.getByRole('button', { name: 'Thêm vào giỏ' }).click()
  await expect(cartLines(page)).toHaveAttribute('data-state', 'held')
})

test('a manager releases a web hold with a reason, counts, reads the movements, pairs another terminal and locks it out', async ({
  page,
  browser,
  hub,
}) => {
  const item = await countedItem(hub.url, 6)
  await ask(hub.url, 'POST', '/v1/holds', holdWish(item.sku, 2))
  await openDemo(page, hub.url, tuan)
  await everythingSent(page)
  await openScreen(page, 'Kho')
  await page
    .locator(`[data-key="${item.sku}"]`)
    .or(page.locator(`[data-key$="/${item.sku}"]`))
    .click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: 'Nhả hàng' }).click()
  await page.getByLabel('Lý do').fill('Khách gọi huỷ')
  await page.getByRole('button', { name: 'Nhả hàng' }).last().click()
  await expect.poll(() => stockOf(hub.url, item.sku)).toMatchObject({ held: 0, available: 6 })
  await expect(drawer.getByText('Lúc này không ai giữ mặt hàng này.')).toBeVisible()
  const save = drawer.getByRole('button', { name: 'Lưu số đếm' })
  const stands = await save.boundingBox()
  await drawer.getByLabel('Đếm được trên kệ').fill('1,5')
  await expect(drawer.getByText('Số nguyên từ 0')).toBeVisible()
  expect(await save.boundingBox(), 'what is said of a field moves no button').toEqual(stands)
  await drawer.getByLabel('Đếm được trên kệ').fill('5')
  await save.click()
  await expect.poll(() => stockOf(hub.url, item.sku)).toMatchObject({ onHand: 5, available: 5 })
  await expect(drawer.getByText('Xuất nhập')).toBeVisible()
  await page.keyboard.press('Escape')

  await openOtherScreen(page, 'Cài đặt')
  await page.getByRole('button', { name: 'Ghép thêm máy' }).click()
  await page.getByRole('button', { name: 'Tạo mã' }).click()
  const code = (await page.getByTestId('pair-code').textContent()) ?? ''
  const other = await (await browser.newContext()).newPage()
  await other.goto(hub.url)
  await other.getByLabel('Mã dùng một lần').fill(code)
  await other.getByLabel('Tên máy này').fill('Quầy sau')
  await other.getByRole('button', { name: 'Ghép máy', exact: true }).click()
  await other.getByRole('button', { name: /Lan/ }).click()
  await other.keyboard.type(lan.pin)
  await other.keyboard.press('Enter')
  await openOtherScreen(other, 'Cài đặt')
  await expect(other.getByRole('button', { name: 'Ghép thêm máy' })).toBeHidden()
  await page.keyboard.press('Escape')
  await page.reload()
  const row = page
    .locator('div', { has: page.getByRole('button', { name: 'Khoá', exact: true }), hasText: 'Quầy sau' })
    .last()
  await row.getByRole('button', { name: 'Khoá', exact: true }).click()
  await page.getByRole('button', { name: 'Khoá máy' }).last().click()
  await expect(other.getByText('Máy này đã bị khoá')).toBeVisible()
  expect(await selfCheckOf(hub.url)).toEqual({ clean: true, differences: [] })
})
