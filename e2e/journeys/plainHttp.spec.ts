import { cartLines, everythingSent, lan, openDemo, openOtherScreen, scan, takeCash } from '../support/counterPage.ts'
import { expect, test } from '../support/journey.ts'
import { itemsOf, selfCheckOf, stockOf } from '../support/rest.ts'

/** A name that browsers do not take for safe, as they take no address of the shop's own network. */
const shopName = 'shop.test'

test.use({
  launchOptions: [
    async ({ launchOptions }, use) =>
      use({
        ...launchOptions,
        args: [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${shopName} 127.0.0.1`],
      }),
    { scope: 'worker' },
  ],
})

const named = (url: string): string => url.replace('127.0.0.1', shopName)

test('a tablet on a plain http address pairs, holds, sells, and goes on without a network; it says what it cannot do', async ({
  page,
  hub,
  line,
}) => {
  await page.goto(named(line.url))
  expect(await page.evaluate(() => [isSecureContext, 'locks' in navigator, 'subtle' in crypto])).toEqual([
    false,
    false,
    false,
  ])
  await expect(page.getByText('Địa chỉ này không mở được khi mất mạng')).toBeVisible()
  await openDemo(page, named(line.url), lan)

  const [first, second] = await itemsOf(hub.url, 2)
  if (first === undefined || second === undefined) throw new Error('the demo shop has no items')
  const before = await stockOf(hub.url, first.sku)
  await scan(page, first.barcode)
  await expect.poll(async () => (await stockOf(hub.url, first.sku)).held).toBe(before.held + 1)
  await takeCash(page)
  await everythingSent(page)
  expect(await stockOf(hub.url, first.sku)).toMatchObject({ onHand: before.onHand - 1, held: before.held })

  await page.reload()
  await expect(page.getByRole('button', { name: /Thu tiền/ })).toBeVisible()
  await line.cut()
  await expect(page.getByText(/Mất mạng từ/)).toBeVisible()
  await expect(page.getByText(/đừng đóng trang này/)).toBeVisible()
  await scan(page, second.barcode)
  await expect(cartLines(page)).toHaveCount(1)
  await takeCash(page)
  await line.restore()
  await everythingSent(page)
  await openOtherScreen(page, 'Cài đặt')
  await expect(page.getByText('Địa chỉ này không mở được khi mất mạng')).toBeVisible()
  expect(await selfCheckOf(hub.url)).toEqual({ clean: true, differences: [] })
})

test('without the lock manager too, only one tab is the terminal, and the next takes over when it closes', async ({
  page,
  context,
  hub,
}) => {
  await openDemo(page, named(hub.url), lan)
  const second = await context.newPage()
  await second.goto(named(hub.url))
  await expect(second.getByText('Máy bán hàng đang mở ở một thẻ khác')).toBeVisible()
  const third = await context.newPage()
  await third.goto(named(hub.url))
  await expect(third.getByText('Máy bán hàng đang mở ở một thẻ khác')).toBeVisible()

  await page.close()
  await expect(second.getByRole('button', { name: /Lan/ })).toBeVisible()
  await expect(third.getByText('Máy bán hàng đang mở ở một thẻ khác')).toBeVisible()
  await second.close()
  await expect(third.getByRole('button', { name: /Lan/ })).toBeVisible()
  await expect(cartLines(third)).toHaveCount(0)
})
