import { cartLines, everythingSent, lan, openDemo } from '../support/counterPage.ts'
import { expect, test } from '../support/journey.ts'
import { count, itemsOf, selfCheckOf, stockOf } from '../support/rest.ts'

// With all that moves, as most people have it.
test.use({ contextOptions: { reducedMotion: 'no-preference' } })

/** A person’s pace: slower than any scanner’s. */
const byHand = { delay: 60 }

test('a whole sale without a mouse: search without accents, quantity, cash, change, next customer', async ({
  page,
  hub,
}) => {
  const [coffee] = await itemsOf(hub.url, 1, 'ca phe')
  if (coffee === undefined) throw new Error('the demo shop has no coffee')
  for (const { sku } of await itemsOf(hub.url, 20, 'ca phe')) await count(hub.url, sku, 20)
  await openDemo(page, hub.url, lan)

  await page.keyboard.press('F2')
  await page.keyboard.type('ca phe', byHand)
  const found = page.getByRole('option')
  await expect(found.first()).toContainText(/cà phê/i)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(cartLines(page)).toHaveCount(1)
  const line = cartLines(page).first()
  const sku = (await line.getAttribute('data-sku')) ?? ''
  await expect(line).toContainText(/cà phê/i)

  await page.keyboard.press('F3')
  await page.keyboard.type('3')
  await page.keyboard.press('Enter')
  await expect(line.getByRole('textbox')).toHaveValue('3')
  await expect.poll(async () => (await stockOf(hub.url, sku)).held).toBe(3)

  await page.keyboard.press('F8')
  await page.keyboard.type('2000000', byHand)
  await expect(page.getByTestId('tendered')).toHaveValue('2.000.000')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('change-due')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('change-due')).toBeHidden()
  await expect(cartLines(page)).toHaveCount(0)
  await page.keyboard.press('F2')
  await page.keyboard.type('tra', byHand)
  await expect(page.getByRole('option').first()).toBeVisible()

  await everythingSent(page)
  expect(await stockOf(hub.url, sku)).toMatchObject({ onHand: 17, held: 0 })
  expect(await selfCheckOf(hub.url)).toEqual({ clean: true, differences: [] })
})

test('a scanner that begins slowly is heard whole, in the search field too, and a code typed by hand is no scan', async ({
  page,
  hub,
}) => {
  const [item] = await itemsOf(hub.url, 1)
  if (item === undefined) throw new Error('the demo shop is empty')
  await count(hub.url, item.sku, 9)
  await openDemo(page, hub.url, lan)
  await page.keyboard.press('F2')
  await page.keyboard.type('ca', byHand)
  const search = page.getByRole('combobox')
  await expect(search).toHaveValue('ca')

  // The moments at which the keys go down are the scanner's: its first two come 80 and 60 ms late.
  const session = await page.context().newCDPSession(page)
  let at = Date.now()
  const late = [150, 80, 60]
  for (const [place, key] of [...item.barcode.split(''), 'Enter'].entries()) {
    at += late[place] ?? 4
    const text = key === 'Enter' ? '\r' : key
    const windowsVirtualKeyCode = text.charCodeAt(0)
    const stroke = { key, text, unmodifiedText: text, windowsVirtualKeyCode, timestamp: at / 1000 }
    await session.send('Input.dispatchKeyEvent', { ...stroke, type: 'keyDown' })
    await session.send('Input.dispatchKeyEvent', { key, windowsVirtualKeyCode, timestamp: at / 1000, type: 'keyUp' })
  }
  await session.detach()
  await expect(page.locator(`li[data-sku="${item.sku}"]`)).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(search).toHaveValue('ca')

  await search.fill('')
  await page.keyboard.type(item.barcode, byHand)
  await expect(search).toHaveValue(item.barcode)
  await page.keyboard.press('Enter')
  await expect(cartLines(page).getByRole('textbox')).toHaveValue('2')
})
