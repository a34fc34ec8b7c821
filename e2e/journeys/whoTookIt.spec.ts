import { z } from 'zod'
import { cartLines, everythingSent, lan, openDemo, openScreen, scan } from '../support/counterPage.ts'
import { expect, test } from '../support/journey.ts'
import { ask, countedItem, holdIdOf, holdWish } from '../support/rest.ts'

const keySchema = z.object({ key: z.string() })

/** The website buys so many: held, paid, gone. */
const buy = async (url: string, sku: string, quantity: number): Promise<void> => {
  await ask(url, 'PUT', '/v1/channels/web', { name: 'Website', kind: 'web' })
  const { key } = keySchema.parse((await ask(url, 'POST', '/v1/channels/web/keys', {})).body)
  const hold = holdIdOf(await ask(url, 'POST', '/v1/holds', holdWish(sku, quantity), { key }))
  expect((await ask(url, 'POST', `/v1/holds/${hold}/confirm`, {}, { key })).status).toBe(200)
}

test('the inbox says who took the last and when; so does a scan; without a network plain words stand there', async ({
  page,
  hub,
  line,
}) => {
  const item = await countedItem(hub.url, 2)
  await openDemo(page, line.url, lan)
  await everythingSent(page)
  // Only a terminal that has been kept for offline use comes back without a network; while it is away, nothing can be kept.
  await page.evaluate(() => navigator.serviceWorker.ready)

  await line.cut()
  await expect(page.getByText(/Mất mạng từ/)).toBeVisible()
  await scan(page, item.barcode)
  await expect(cartLines(page)).toHaveAttribute('data-state', 'asked')
  await buy(hub.url, item.sku, 2)
  await line.restore()
  await everythingSent(page)
  await expect(cartLines(page)).toHaveAttribute('data-state', 'refused')
  await expect(cartLines(page)).toContainText(/Còn 0 · Website đã mua món cuối lúc \d\d:\d\d/)
  await openScreen(page, 'Hoạt động')
  const entry = page.getByTestId('inbox-entry').filter({ hasText: item.name })
  await expect(entry).toContainText(/Máy chủ không giữ được\. Còn 0 · Website đã mua món cuối lúc \d\d:\d\d/)
  await entry.getByRole('button', { name: 'Bỏ qua' }).click()
  await expect(entry).toHaveCount(0)

  await openScreen(page, 'Quầy')
  await scan(page, item.barcode)
  const refusal = page.getByRole('alert').filter({ hasText: item.name })
  await expect(refusal).toContainText(/Còn 0 · Website đã mua món cuối lúc \d\d:\d\d/)

  await line.cut()
  await page.reload()
  await expect(page.getByRole('button', { name: /Thu tiền/ })).toBeVisible()
  await scan(page, item.barcode)
  await expect(refusal).toContainText('Còn 0 · hết hàng')
})
