import { expect, test } from '@playwright/test'
import { type HubProcess, startHubProcess, temporaryFolder } from '../support/hubProcess.ts'
import { scan } from '../support/counterPage.ts'
import { ask, selfCheckOf } from '../support/rest.ts'

const { folder, remove } = temporaryFolder()
let hub: HubProcess

test.beforeAll(async () => {
  hub = await startHubProcess({ data: folder })
})
test.afterAll(async () => {
  await hub.stop()
  remove()
})

test('a hub with nothing in it becomes a shop on screen, and its first person signs in and sells', async ({ page }) => {
  await page.goto(hub.url)
  await page.getByLabel('Tên tiệm').fill('Tiệm Bà Sáu')
  await page.getByLabel('Tên của bạn').fill('Sáu')
  await page.getByLabel('Mã PIN của bạn').fill('2468')
  await page.getByRole('button', { name: 'Mở tiệm' }).click()

  await page.getByRole('button', { name: /Sáu/ }).click()
  await page.keyboard.type('2468')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /Thu tiền/ })).toBeVisible()

  const item = { name: 'Cà phê sữa đá', barcodes: ['8930000000009'], price: { amount: 29_000, currency: 'VND' } }
  expect((await ask(hub.url, 'PUT', '/v1/items/CF-SUA', item)).status).toBe(200)
  expect((await ask(hub.url, 'PUT', '/v1/stock/CF-SUA/main', { onHand: 5 })).status).toBe(200)
  await expect(async () => {
    await scan(page, '8930000000009')
    await expect(page.locator('li[data-sku="CF-SUA"]')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  expect(await selfCheckOf(hub.url)).toEqual({ clean: true, differences: [] })
})
