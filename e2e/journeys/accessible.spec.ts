import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { openDemo, scan, tuan } from '../support/counterPage.ts'
import { expect, test } from '../support/journey.ts'
import { unheldItemsOf } from '../support/rest.ts'

const sizes = [
  { width: 1366, height: 768 },
  { width: 800, height: 1280 },
] as const
const themes = ['light', 'dark'] as const
const languages = ['vi', 'en'] as const

interface Look {
  readonly language: (typeof languages)[number]
  readonly theme: (typeof themes)[number]
}

const wear = async (page: Page, look: Look): Promise<void> => {
  await page.evaluate((preferences) => localStorage.setItem('holdfast.preferences', JSON.stringify(preferences)), {
    ...look,
    sound: false,
  })
  await page.reload()
}

/** What takes longer is a fuse, which burns all the time. */
const longestFadeMs = 400

const expectNoViolations = async (page: Page, where: string): Promise<void> => {
  // Colours are judged once they have arrived.
  await page.waitForFunction(
    (fuses) =>
      document
        .getAnimations()
        .every(({ playState, effect }) => playState !== 'running' || Number(effect?.getTiming().duration) > fuses),
    longestFadeMs,
  )
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect.soft(found).toEqual([])
}

/** Every screen that a manager has, with something on each. */
const screens = ['/#/', '/#/stock', '/#/activity', '/#/settings'] as const

test('every screen passes the axe rules and writes no error, in both themes and languages, at a counter and on a tablet', async ({
  page,
  hub,
}) => {
  test.setTimeout(180_000)
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  const [item] = await unheldItemsOf(hub.url, 1)
  if (item === undefined) throw new Error('the demo shop is empty')

  await page.goto(hub.url)
  await expect(page.getByRole('button', { name: 'Dùng tiệm thử' })).toBeVisible()
  await expectNoViolations(page, 'pairing')
  await openDemo(page, hub.url, tuan)
  await scan(page, item.barcode)
  await scan(page, 'no-such-code')
  for (const language of languages)
    for (const theme of themes) {
      await wear(page, { language, theme })
      for (const size of sizes) {
        await page.setViewportSize(size)
        for (const screen of screens) {
          await page.goto(`${hub.url}${screen}`)
          await page.getByRole('navigation').waitFor()
          await expectNoViolations(page, `${screen} ${language} ${theme} ${size.width}`)
        }
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
