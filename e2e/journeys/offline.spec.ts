import { z } from 'zod'
import {
  cartLines,
  everythingSent,
  lan,
  openDemo,
  openScreen,
  scan,
  takeCash,
  takeTransfer,
  tuan,
} from '../support/counterPage.ts'
import { expect, test } from '../support/journey.ts'
import { hubBooksFor, replicaOf } from '../support/replicas.ts'
import { count, selfCheckOf, stockOf, unheldItemsOf } from '../support/rest.ts'

const isDiscrepancy = z.object({ type: z.literal('discrepancy') })

test('what was sold offline is arbitrated: 15 of 20 holds accepted, 5 refused with reasons, 20 sales booked, both replicas equal the hub', async ({
  page,
  browser,
  hub,
  line,
}) => {
  const things = await unheldItemsOf(hub.url, 20)
  expect(things).toHaveLength(20)
  for (const { sku } of things) await count(hub.url, sku, 1)
  const soldElsewhere = things.filter((_, index) => index % 4 === 1)
  expect(soldElsewhere).toHaveLength(5)

  await openDemo(page, line.url, lan)
  const other = await (await browser.newContext()).newPage()
  await openDemo(other, hub.url, tuan)
  await everythingSent(page)

  await line.cut()
  await expect(page.getByText(/Mất mạng từ/)).toBeVisible()
  for (const [index, { barcode, sku }] of things.entries()) {
    await scan(page, barcode)
    await expect(page.locator(`li[data-sku="${sku}"]`)).toHaveAttribute('data-state', 'asked')
    if (index === 9) expect(await takeTransfer(page)).toMatch(/^00020101021238.*970436.*0123456789.*HD\d+ \d{6} 0002/)
    else if (index % 5 === 4) await takeCash(page)
  }
  await expect(page.getByText('24 thao tác chờ gửi')).toBeVisible()
  for (const { barcode } of soldElsewhere) await scan(other, barcode)
  await expect(cartLines(other)).toHaveCount(5)
  await takeCash(other)
  await everythingSent(other)
  for (const { sku } of soldElsewhere) expect(await stockOf(hub.url, sku)).toMatchObject({ available: 0 })

  await line.restore()
  await everythingSent(page)
  await openScreen(page, 'Hoạt động')
  const inbox = page.getByTestId('inbox-entry')
  await expect(inbox).toHaveCount(5)
  for (const { name } of soldElsewhere)
    await expect(inbox.filter({ hasText: name })).toContainText(
      /Máy chủ không giữ được\. Còn 0 · .+ đã bán món cuối lúc \d\d:\d\d/,
    )
  await expect(page.getByTestId('discrepancy')).toHaveCount(5)
  const outbox = page.getByTestId('outbox-entry')
  await expect(outbox.filter({ hasText: /^Bạn giữ / }).and(page.locator('[data-state="accepted"]'))).toHaveCount(15)
  await expect(outbox.filter({ hasText: /^Bạn bán / }).and(page.locator('[data-state="accepted"]'))).toHaveCount(4)

  // Every sale is in the books: a piece left each pool, and where it was not there, a person is asked to settle it.
  for (const thing of things) {
    const onHand = soldElsewhere.includes(thing) ? -1 : 0
    expect(await stockOf(hub.url, thing.sku)).toMatchObject({ onHand, held: 0, available: onHand })
  }
  await expect.poll(async () => replicaOf(page)).toEqual(await hubBooksFor(page, hub.url))
  await expect.poll(async () => replicaOf(other)).toEqual(await hubBooksFor(other, hub.url))
  const { cases, levels } = await hubBooksFor(page, hub.url)
  expect(cases.filter((one) => isDiscrepancy.safeParse(one).success)).toHaveLength(5)
  expect(levels.length).toBeGreaterThan(190)
  expect(await selfCheckOf(hub.url)).toEqual({ clean: true, differences: [] })
})
