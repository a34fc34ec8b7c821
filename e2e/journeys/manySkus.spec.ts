import type { Page } from '@playwright/test'
import { quantile } from '../load/measure.ts'
import { everythingSent, lan, openDemo, openScreen } from '../support/counterPage.ts'
import { expect, test } from '../support/journey.ts'
import { importMany, manySkus, measureScans, timeScans } from '../support/scanTimes.ts'

const scans = 60
const rounds = 4
/** The 50 ms that are wanted are kept by `npm run bench -- browser`. Here, beside whatever else runs, only a wait fails that one could feel. */
const mostMs = 250

/**
 * The p95 of the quietest of a few rounds: a terminal that is too slow is too slow in each of them, while whatever else the machine does (the
 * hub, its PostgreSQL and the test run on it too) falls on some. Stops at the first round that is fast enough.
 */
const quietestP95 = async (page: Page, what: string, first: number): Promise<number> => {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds && least >= mostMs; round += 1) {
    const times = await timeScans(page, first + round * 2_000, scans)
    least = Math.min(least, quantile(times, 0.95))
    const described = [0.5, 0.95, 0.99].map((q) => `p${q * 100} ${quantile(times, q).toFixed(1)} ms`).join(', ')
    test.info().annotations.push({ type: `scan to line on screen, ${what}`, description: described })
    process.stdout.write(`     ${manySkus} SKUs, ${what}: scan to line on screen ${described}\n`)
  }
  return least
}

test('with 20,000 SKUs a scan is a line on the screen without a wait that one could feel, offline too, and the stock list scrolls through all of them', async ({
  page,
  hub,
  line,
}) => {
  test.setTimeout(180_000)
  await importMany(hub.url)
  await measureScans(page)
  await openDemo(page, line.url, lan)
  await everythingSent(page)
  await timeScans(page, 0, 10)

  expect(await quietestP95(page, 'online', 500)).toBeLessThan(mostMs)
  await line.cut()
  await expect(page.getByText(/Mất mạng từ/)).toBeVisible()
  expect(await quietestP95(page, 'offline', 9_000)).toBeLessThan(mostMs)

  await openScreen(page, 'Kho')
  const grid = page.getByRole('grid')
  await expect(grid).toHaveAttribute('aria-rowcount', /^20\d{3}$/)
  const rows = grid.locator('[data-index]')
  await rows.first().focus()
  await page.keyboard.press('End')
  // The last of all rows, with the heading as the first.
  const count = Number(await grid.getAttribute('aria-rowcount'))
  expect(count).toBeGreaterThan(manySkus)
  await expect(rows.last()).toHaveAttribute('aria-rowindex', String(count))
  // A window of rows, not all of them.
  expect(await rows.count()).toBeLessThan(60)
  await page.keyboard.press('Home')
  await expect(rows.first()).toHaveAttribute('aria-rowindex', '2')
})
