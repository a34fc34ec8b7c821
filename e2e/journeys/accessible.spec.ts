import { openDemo, scan, tuan } from '../support/counterPage.ts'
import { expect, test } from '../support/journey.ts'
import { errorsOf, expectNoViolations, looks, wear } from '../support/looks.ts'
import { countedItem } from '../support/rest.ts'
import { openHall, publicEvent } from '../support/seatPage.ts'

/** Every screen that a manager has, with something on each. */
const screens = [
  '/#/',
  '/#/stock',
  '/#/activity',
  '/#/settings',
  '/#/overview',
  '/#/channels',
  '/#/discrepancies',
  '/#/seats',
] as const

test('every screen passes the axe rules and writes no error, in both themes and languages, at a counter and on a tablet', async ({
  page,
  hub,
}) => {
  const errors = errorsOf(page)
  const item = await countedItem(hub.url, 5)

  await page.goto(hub.url)
  await expect(page.getByRole('button', { name: 'Dùng tiệm thử' })).toBeVisible()
  await expectNoViolations(page, 'pairing')
  await openDemo(page, hub.url, tuan)
  await scan(page, item.barcode)
  await scan(page, 'no-such-code')
  for (const look of looks) {
    await wear(page, look)
    for (const screen of screens) {
      await page.goto(`${hub.url}${screen}`)
      await page.getByRole('navigation').waitFor()
      await expectNoViolations(page, `${screen} ${look.language} ${look.theme} ${look.size.width}`)
    }
  }
  await test.step('dialogs', async () => {
    await page.goto(`${hub.url}/#/`)
    await page.keyboard.press('F8')
    await page.getByTestId('tendered').waitFor()
    await expectNoViolations(page, 'payment')
    await page.keyboard.press('Enter')
    await page.getByTestId('change-due').waitFor()
    await expectNoViolations(page, 'receipt')
    await page.keyboard.press('Escape')
    await page.goto(`${hub.url}/#/stock`)
    await page.getByRole('button', { name: 'Stocktake', exact: true }).click()
    await scan(page, item.barcode)
    await page.getByText('3 fewer').waitFor()
    await expectNoViolations(page, 'stocktake')
    await page.keyboard.press('Escape')
    await page.goto(`${hub.url}/#/settings`)
    const buffer = Buffer.from('sku,name,barcode,price,location,on_hand\nA11Y,Axe,,1,,\nBAD,Axe,,x,,\n')
    await page.locator('input[type=file]').setInputFiles({ name: 'goods.csv', mimeType: 'text/csv', buffer })
    await page.getByTestId('rejected-lines').waitFor()
    await expectNoViolations(page, 'goods')
    await page.getByRole('button', { name: 'Add or change one' }).click()
    await page.getByLabel('SKU').fill('A11Y')
    await page.keyboard.press('Tab')
    await expect(page.getByLabel('Name')).toHaveValue('Axe')
    await page.getByLabel('Name').fill('')
    await page.keyboard.press('Enter')
    await page.getByText('Up to 200 signs, and not empty').waitFor()
    await expectNoViolations(page, 'one item')
  })
  expect(errors).toEqual([])
})

/** The parts of the orders' screen besides the list. */
const parts = [
  { vi: 'Đặt trước', en: 'Pre-orders' },
  { vi: 'Trả về', en: 'Returns' },
  { vi: 'Hoàn tiền (', en: 'Refunds (' },
  { vi: 'Sao kê', en: 'Statement' },
] as const

test('orders in all their parts, and vouchers, pass the axe rules and write no error: light at a counter, dark on a tablet', async ({
  page,
  hub,
}) => {
  const errors = errorsOf(page)
  await openDemo(page, hub.url, tuan)
  for (const look of looks) {
    await wear(page, look)
    await page.goto(`${hub.url}/#/vouchers`)
    await page.locator('[data-campaign]').first().waitFor()
    await expectNoViolations(page, `vouchers ${look.language} ${look.theme}`)
    await page.goto(`${hub.url}/#/orders`)
    await page.locator('[data-order]').first().waitFor()
    await expectNoViolations(page, `orders ${look.language} ${look.theme}`)
    for (const part of parts) {
      await page.getByText(part[look.language]).first().click()
      await expectNoViolations(page, `${part.en} ${look.language} ${look.theme}`)
    }
  }
  await page.getByText('Pre-orders').first().click()
  await page.getByRole('button', { name: 'Goods came …' }).first().click()
  await expectNoViolations(page, 'goods came')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Open pre-orders …' }).click()
  await expectNoViolations(page, 'open pre-orders')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: /Anh Duy/ }).click()
  await expectNoViolations(page, 'a story')
  await page.keyboard.press('Escape')
  expect(errors).toEqual([])
})

test('the box office passes the axe rules and writes no error, in both themes and languages, at a counter and on a tablet', async ({
  page,
  hub,
}) => {
  const errors = errorsOf(page)
  await openHall(hub.url)
  await openDemo(page, hub.url, tuan)
  await page.goto(`${hub.url}/#/seats?event=${publicEvent}`)
  for (const look of looks) {
    await wear(page, look)
    await page.getByTestId('hall').waitFor()
    await expectNoViolations(page, `the hall ${look.language} ${look.theme} ${look.size.width}`)
  }
  await page.getByRole('button', { name: 'Best seats' }).click()
  await page.getByRole('button', { name: 'Take the best' }).click()
  await page.getByRole('dialog').getByTestId('mine').waitFor()
  await expectNoViolations(page, 'my seats')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Manage seats' }).click()
  await page.getByLabel('Keep for').waitFor()
  await expectNoViolations(page, 'managing seats')
  await page.getByRole('button', { name: 'Change event' }).click()
  await page.getByRole('combobox', { name: 'Hall' }).selectOption('')
  const buffer = Buffer.from('{"name":"X","categories":[],"zones":[]}')
  await page.locator('input[type=file]').setInputFiles({ name: 'plan.json', mimeType: 'application/json', buffer })
  await page.getByRole('dialog').getByRole('alert').waitFor()
  await expectNoViolations(page, 'a plan with faults')
  expect(errors).toEqual([])
})
