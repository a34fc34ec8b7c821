import { type Browser, chromium, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../support/browser.ts'
import { expect, test } from '../support/journey.ts'
import { errorsOf, expectNoViolations, sizes } from '../support/looks.ts'
import { freeSeats, holdWholeHall, openHall, pointAtMiddle, visit } from '../support/seatPage.ts'

const mine = (page: Page) => page.getByTestId('mine').locator('[data-seat]')

test('E7, L2, Q8: chosen in one tab it is held in another at once; the tab closes, and it is free after the grace; where nothing is left one queues', async ({
  page,
  context,
  hub,
}) => {
  await openHall(hub.url)
  const other = await context.newPage()
  await visit(page, hub.url)
  await visit(other, hub.url)
  await pointAtMiddle(page)
  await page.keyboard.press('Enter')
  await expect(mine(page)).toHaveCount(1)
  await expect.poll(() => freeSeats(other), { intervals: [50] }).toBe(99)
  await expect(page.getByRole('timer')).toHaveText(/^\d+:\d\d$/)
  // To the other it is somebody's, and stays so.
  await pointAtMiddle(other)
  await expect(other.getByTestId('said')).toContainText('người khác đang giữ')
  await other.keyboard.press('Enter')
  await expect(other.getByTestId('said')).toContainText('đang có người khác giữ')
  await expect(mine(other)).toHaveCount(0)
  // Loaded anew within the grace, the page still has its seat.
  await page.reload()
  await expect(mine(page)).toHaveCount(1)
  await page.close()
  const began = performance.now()
  await expect.poll(() => freeSeats(other), { intervals: [50] }).toBe(100)
  expect(performance.now() - began).toBeGreaterThan(3_000)
  await queueOn(other, hub.url)
})

/** Everything is somebody's: a visitor queues, and has what comes free held for them. */
const queueOn = async (page: Page, url: string): Promise<void> => {
  const giveAllBack = await holdWholeHall(url)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByLabel('Hạng ghế').selectOption('far')
  await page.getByRole('button', { name: 'Xếp hàng chờ' }).click()
  await expect(page.getByTestId('place')).toHaveText('Bạn là người tiếp theo')
  await expect(page.getByTestId('wish')).toHaveText('Ghế cho 2 người · far')
  await expectNoViolations(page, 'who queues')
  await giveAllBack()
  await expect(page.getByTestId('notice')).toHaveAttribute('data-type', 'offered')
  await expect(mine(page).filter({ hasText: 'far' })).toHaveCount(2)
  await expectNoViolations(page, 'what is offered')
  await page.getByRole('button', { name: 'Nhận ghế' }).click()
  await expect(page.getByRole('button', { name: 'Đặt vé và thanh toán' })).toBeVisible()
}

test('L2: the browser is killed, and its seats are free on another screen', async ({ page, hub }) => {
  await openHall(hub.url)
  const { executablePath, env } = await findBrowser()
  const server = await chromium.launchServer({
    executablePath,
    args: browserArguments,
    env: { ...process.env, ...env },
  })
  const doomed: Browser = await chromium.connect(server.wsEndpoint())
  const theirs = await doomed.newPage({ locale: 'en-GB' })
  await visit(theirs, hub.url)
  await visit(page, hub.url)
  await theirs.getByLabel('Best seats for').selectOption('3')
  await theirs.getByRole('button', { name: 'Hold the best seats' }).click()
  await expect(mine(theirs)).toHaveCount(3)
  await expect.poll(() => freeSeats(page), { intervals: [50] }).toBe(97)
  const { pid } = server.process()
  if (pid === undefined) throw new Error('the browser has no process')
  // All of its processes: the one that has the sockets lives on for a while by itself.
  process.kill(-pid, 'SIGKILL')
  await expect.poll(() => freeSeats(page), { intervals: [50] }).toBe(100)
})

test('a line that was cut for a moment costs nothing, one that was cut for longer is told', async ({
  page,
  line,
  hub,
}) => {
  await openHall(hub.url)
  await visit(page, line.url)
  await pointAtMiddle(page)
  await page.keyboard.press('Enter')
  await expect(mine(page)).toHaveCount(1)
  await line.cut()
  await expect(page.getByRole('alert')).toContainText('Mất kết nối')
  await line.restore()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(mine(page)).toHaveCount(1)
  await line.cut()
  await page.waitForTimeout(6_500)
  await line.restore()
  await expect(page.getByTestId('notice')).toContainText('được nhả')
  await expect(mine(page)).toHaveCount(0)
  await expect.poll(() => freeSeats(page)).toBe(100)
  // And it goes on from there.
  await page.getByTestId('hall').focus()
  await page.keyboard.press('Enter')
  await expect(mine(page)).toHaveCount(1)
})

for (const [language, theme] of [
  ['vi-VN', 'light'],
  ['en-GB', 'dark'],
] as const)
  test.describe(language, () => {
    test.use({ locale: language, colorScheme: theme, hasTouch: true })

    test(`seats are held and given back by finger, no more than allowed; axe finds nothing: ${theme}`, async ({
      page,
      hub,
    }) => {
      await openHall(hub.url)
      const errors = errorsOf(page)
      await visit(page, hub.url)
      const box = await page.getByTestId('hall').boundingBox()
      if (box === null) throw new Error('the hall is not shown')
      const middle = { x: box.width / 2, y: box.height / 4 }
      await page.getByTestId('hall').tap({ position: middle })
      await expect(mine(page)).toHaveCount(1)
      await page.getByTestId('hall').tap({ position: middle })
      await expect(mine(page)).toHaveCount(0)
      await page.getByLabel(/Ghế đẹp nhất cho|Best seats for/).selectOption('4')
      await page.getByRole('button', { name: /Giữ ghế đẹp nhất|Hold the best seats/ }).click()
      await expect(mine(page)).toHaveCount(4)
      await pointAtMiddle(page)
      for (let row = 0; row < 5; row += 1) await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('notice')).toHaveAttribute('data-type', 'limit')
      await page
        .getByRole('button', { name: /^(Trả lại|Give back) (Hàng|Row)/ })
        .first()
        .click()
      await expect(mine(page)).toHaveCount(3)
      for (const size of [sizes.counter, sizes.tablet, { width: 390, height: 844 }]) {
        await page.setViewportSize(size)
        await expectNoViolations(page, `seats ${language} ${size.width}`)
      }
      // What the hub said no to is told by the browser too.
      expect(errors.filter((error) => !error.includes('409'))).toEqual([])
    })
  })
