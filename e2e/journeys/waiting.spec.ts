import type { Locator, Page } from '@playwright/test'
import { z } from 'zod'
import { everythingSent, openDemo, openScreen } from '../support/counterPage.ts'
import { hanh, table } from '../support/house.ts'
import { expect, test } from '../support/journey.ts'
import { hubBooksFor, replicaOf } from '../support/replicas.ts'
import { ask, selfCheckOf } from '../support/rest.ts'

/** So many sit nowhere but at the one table that is made for them. */
const party = 60
const minuteMs = 60_000
const row = (page: Page, name: string) => page.locator('li[data-guest]').filter({ hasText: name })
const idSchema = z.object({ id: z.string() })

/** A table that the demo's own guests do not need, and a service whose bookings have to be confirmed at once. */
const addTable = async (url: string): Promise<void> => {
  const placement = { area: 'Gác lửng', x: 150, y: 150, width: 160, height: 160, turned: 0, shape: 'round' }
  const about = { kind: 'table', name: 'Bàn L1', location: 'q1', minParty: 50, maxParty: 100, placement }
  const service = { name: 'Tiệc', durationMinutes: 90, needs: [{ kind: 'table' }], confirmWithinSeconds: 6 }
  expect(await ask(url, 'PUT', '/v1/resources/L1', about)).toMatchObject({ status: 200 })
  expect(await ask(url, 'PUT', '/v1/services/tiec', service)).toMatchObject({ status: 200 })
}

/** Somebody has the table in a moment, so that nobody else can begin there now. */
const takeTable = async (url: string, name: string): Promise<void> => {
  const start = new Date(Math.ceil(Date.now() / minuteMs) * minuteMs + 5 * minuteMs).toISOString()
  const wish = { location: 'q1', service: 'tiec', party, start, resources: ['L1'], customer: { name } }
  const { body } = await ask(url, 'POST', '/v1/bookings', wish)
  expect(await ask(url, 'POST', `/v1/bookings/${idSchema.parse(body).id}/confirm`, {})).toMatchObject({ status: 200 })
}

/** By the clocks of the demo shop, which are seven hours ahead. */
const tomorrowNoon = (): number => {
  const shop = new Date(Date.now() + 7 * 60 * minuteMs)
  return Date.UTC(shop.getUTCFullYear(), shop.getUTCMonth(), shop.getUTCDate() + 1, 12 - 7)
}

/** Writes a guest down by keys alone, from whatever is shown. Slower than a scanner. */
const writeDown = async (page: Page, name: string): Promise<void> => {
  await page.keyboard.press('F10')
  await expect(page.getByLabel('Mấy khách')).toBeFocused()
  await page.keyboard.type(String(party), { delay: 110 })
  await page.keyboard.press('Tab')
  await page.keyboard.type(name, { delay: 110 })
  await page.keyboard.press('Enter')
  await expect(row(page, name)).toHaveAttribute('data-state', 'waiting')
}

/** How long it takes until a guest stands there as offered, in milliseconds. */
const untilOffered = async (guest: Locator, doing: () => Promise<void>): Promise<number> => {
  await doing()
  const began = Date.now()
  await expect(guest).toHaveAttribute('data-state', 'offered')
  return Date.now() - began
}

test('the house is full: who waits is offered what another terminal frees, the next what was missed, and offline a host seats whom it fits', async ({
  page,
  browser,
  hub,
  line,
}) => {
  await addTable(hub.url)
  await takeTable(hub.url, 'Cong ty Mo')
  await openDemo(page, line.url, hanh)
  const other = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
  await openDemo(other, hub.url, hanh)

  await test.step('two are written down, one of them by keys alone', async () => {
    await openScreen(page, 'Hàng chờ')
    await page.getByLabel('Dịch vụ').selectOption({ label: 'Tiệc' })
    await writeDown(page, 'Co Hai')
    await expect(row(page, 'Co Hai')).toContainText(/đã báo (95|100) phút/)
    const chuBa = { location: 'q1', service: 'tiec', party, atTheDoor: true, customer: { name: 'Chu Ba' } }
    expect(await ask(hub.url, 'POST', '/v1/waiting', chuBa)).toMatchObject({ status: 201 })
    await expect(row(page, 'Chu Ba')).toHaveAttribute('data-state', 'waiting')
    await everythingSent(page)
  })

  await test.step('a booking is cancelled on the other terminal: the first has the offer within a second, and sits down', async () => {
    await openScreen(other, 'Lịch hẹn')
    const booking = other.locator('li[data-booking]').filter({ hasText: 'Cong ty Mo' })
    const took = await untilOffered(row(page, 'Co Hai'), () =>
      booking.getByRole('button', { name: 'Huỷ lịch' }).click(),
    )
    test.info().annotations.push({ type: 'offer on screen', description: `${took} ms` })
    // Who looks at another screen is told.
    const notice = other.getByRole('alert').filter({ hasText: 'Bàn L1 cho Co Hai' })
    await expect(notice).toBeVisible()
    await row(page, 'Co Hai').getByRole('button', { name: 'Vào bàn' }).click()
    await expect(row(page, 'Co Hai')).toHaveCount(0)
    await expect(notice).toBeHidden()
    await everythingSent(page)
  })

  await test.step('a time that is held for somebody and missed goes to the next; who missed it comes back', async () => {
    await row(page, 'Chu Ba').getByRole('button', { name: 'Đặt giờ' }).click()
    const dialog = page.getByRole('dialog', { name: 'Đặt lịch mới' })
    await expect(dialog.getByLabel('Tên khách')).toHaveValue('Chu Ba')
    await dialog.getByLabel('Ngày').selectOption({ index: 1 })
    await dialog.getByLabel('Giờ', { exact: true }).fill('12:00')
    await dialog.getByLabel('Khách đã chắc chắn').uncheck()
    await dialog.getByRole('button', { name: 'Đặt 12:00, Bàn L1' }).click()
    await expect(row(page, 'Chu Ba')).toHaveAttribute('data-state', 'offered')
    await everythingSent(page)
    const noon = tomorrowNoon()
    const times = { from: new Date(noon).toISOString(), to: new Date(noon + 60 * minuteMs).toISOString() }
    const diTu = { location: 'q1', service: 'tiec', party, ...times, customer: { name: 'Di Tu' } }
    expect(await ask(hub.url, 'POST', '/v1/waiting', diTu)).toMatchObject({ status: 201 })
    await expect(row(page, 'Di Tu')).toHaveAttribute('data-state', 'waiting')
    await expect(row(page, 'Chu Ba')).toHaveAttribute('data-state', 'missed')
    await expect(row(page, 'Di Tu')).toHaveAttribute('data-state', 'offered')
    await row(page, 'Di Tu').getByRole('button', { name: 'Nhận bàn' }).click()
    await expect(row(page, 'Di Tu')).toHaveCount(0)
    await row(page, 'Chu Ba').getByRole('button', { name: 'Trở lại hàng chờ' }).click()
    await expect(row(page, 'Chu Ba')).toHaveAttribute('data-state', 'waiting')
    await everythingSent(page)
  })

  await test.step('offline the host sees whom the table fits that became free, and seats them', async () => {
    await line.cut()
    await expect(page.getByText(/Mất mạng từ/)).toBeVisible()
    await openScreen(page, 'Sơ đồ')
    await page.getByText('Gác lửng').click()
    await table(page, 'L1').click()
    await page.getByRole('button', { name: 'Khách về' }).click()
    const next = page.getByRole('region', { name: 'Xếp khách đang chờ' })
    await next.getByRole('button', { name: /Chu Ba · 60 khách/ }).click()
    await expect(table(page, 'L1')).toHaveAttribute('data-state', 'seated')
    await openScreen(page, 'Hàng chờ')
    await expect(row(page, 'Chu Ba')).toHaveCount(0)
    await line.restore()
    await everythingSent(page)
  })

  await test.step('nothing was refused, and the books agree', async () => {
    await expect(page.getByText(/^\d+ cần xem/)).toBeHidden()
    expect(await selfCheckOf(hub.url)).toMatchObject({ clean: true })
    await expect.poll(async () => replicaOf(page)).toEqual(await hubBooksFor(page, hub.url))
  })
})
