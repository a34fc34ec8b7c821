import { z } from 'zod'
import { expect, test } from '../support/journey.ts'
import { errorsOf, expectNoViolations, sizes } from '../support/looks.ts'
import { ask } from '../support/rest.ts'
import { openHall, pointAtMiddle, visit } from '../support/seatPage.ts'

const orderSchema = z.object({ id: z.string(), number: z.string(), checkoutUrl: z.string() })

test('O2, O4: a customer sees how to pay and how long there is time; the money comes, and the page says so by itself', async ({
  page,
  hub,
}) => {
  const lines = [{ kind: 'stock', sku: 'AO-TRON-TRANG-M', quantity: 2 }]
  const wish = { location: 'q1', lines, payment: { method: 'bank_transfer' } }
  const placed = orderSchema.parse((await ask(hub.url, 'POST', '/v1/orders', wish)).body)
  const errors = errorsOf(page)
  await page.goto(placed.checkoutUrl)
  await expect(page.getByTestId('reference')).toHaveText(placed.number)
  await expect(page.getByRole('img', { name: /VietQR/ })).toBeVisible()
  await expect(page.getByRole('timer')).toHaveText(/^\d+:\d\d$/)
  for (const [language, size] of [
    ['English', sizes.counter],
    ['Tiếng Việt', sizes.tablet],
    ['English', { width: 390, height: 844 }],
  ] as const) {
    await page.getByRole('button', { name: language }).click()
    await page.setViewportSize(size)
    await expectNoViolations(page, `checkout ${language}`)
  }
  const total = await page.getByTestId('asked').textContent()
  const amount = { amount: Number((total ?? '').replaceAll(/\D/g, '')), currency: 'VND' }
  await ask(hub.url, 'POST', `/v1/orders/${placed.id}/payments`, { method: 'bank_transfer', amount })
  await expect(page.getByTestId('state')).toHaveAttribute('data-state', 'paid')
  await expect(page.getByRole('timer')).toHaveCount(0)
  expect(errors).toEqual([])
})

test('O1: seats that were chosen are ordered and paid on the next page, and outlive the page on which they were chosen', async ({
  page,
  context,
  hub,
}) => {
  await openHall(hub.url)
  await visit(page, hub.url)
  await pointAtMiddle(page)
  await page.keyboard.press('Enter')
  await page.getByLabel(/Tên bạn/).fill('Lan')
  await page.getByRole('button', { name: 'Đặt vé và thanh toán' }).click()
  await page.waitForURL(/\/checkout\//)
  await expect(page.getByTestId('state')).toBeVisible()
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(other.getByTestId('state')).toBeVisible()
  await page.getByRole('button', { name: 'Bỏ đơn này' }).click()
  await page.getByRole('button', { name: 'Bỏ đơn', exact: true }).click()
  await expect(page.getByTestId('state')).toHaveAttribute('data-state', 'cancelled')
  await expect(other.getByTestId('state')).toHaveAttribute('data-state', 'cancelled')
  await expectNoViolations(page, 'checkout of an order that was given up')
  await page.getByRole('link', { name: 'Chọn ghế lại' }).click()
  await expect(page.getByTestId('hall')).toBeVisible()
})
