import { cartLines, everythingSent, lan, openDemo, scan, signIn, takeCash } from '../support/counterPage.ts'
import { expect, test } from '../support/journey.ts'
import { hubBooksFor, replicaOf } from '../support/replicas.ts'
import { countedItem, selfCheckOf, stockOf } from '../support/rest.ts'

test('after its first visit the web terminal opens without a network, knows its people, sells, and what it sold is booked once', async ({
  page,
  hub,
  line,
}) => {
  const item = await countedItem(hub.url, 10)
  await openDemo(page, line.url, lan)
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.getByRole('button', { name: /Lan/ }).click()
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click()

  await line.cut()
  await page.reload()
  await test.step('wrong PINs cost a wait that a reload does not end', async () => {
    await page.getByRole('button', { name: /Lan/ }).click()
    for (let wrong = 1; wrong <= 3; wrong += 1) {
      await page.keyboard.type('0000')
      await page.keyboard.press('Enter')
      await expect(page.getByText('Mã PIN chưa đúng')).toBeVisible()
      await expect(page.getByLabel('Đã nhập 0 số')).toBeVisible()
    }
    await expect(page.getByText(/Thử lại được sau 0:0\d/)).toBeVisible()
    await page.reload()
    await page.getByRole('button', { name: /Lan/ }).click()
    await page.keyboard.type(lan.pin)
    await page.keyboard.press('Enter')
    await expect(page.getByText('Vui lòng đợi một chút')).toBeVisible()
    await expect(page.getByText('Hãy thử lại.')).toBeVisible()
    await page.reload()
  })
  await signIn(page, lan)
  await expect(page.getByText(/Mất mạng từ|Đang kết nối từ/)).toBeVisible()

  await scan(page, item.barcode)
  await scan(page, item.barcode)
  await expect(cartLines(page).getByRole('textbox')).toHaveValue('2')
  await page.reload()
  await expect(cartLines(page).getByRole('textbox')).toHaveValue('2')
  await takeCash(page)
  await page.reload()
  await expect(page.getByRole('button', { name: /Thu tiền/ })).toBeVisible()
  await page.keyboard.press('F9')
  await expect(page.getByRole('dialog')).toContainText(item.name)
  await page.keyboard.press('Escape')

  await line.restore()
  await everythingSent(page)
  await expect.poll(() => stockOf(hub.url, item.sku)).toMatchObject({ onHand: 8, held: 0, available: 8 })
  await page.reload()
  await everythingSent(page)
  expect(await stockOf(hub.url, item.sku)).toMatchObject({ onHand: 8, held: 0, available: 8 })
  await expect.poll(() => replicaOf(page)).toEqual(await hubBooksFor(page, hub.url))
  expect(await selfCheckOf(hub.url)).toEqual({ clean: true, differences: [] })
})
