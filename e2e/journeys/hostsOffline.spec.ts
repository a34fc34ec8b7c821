import type { Page } from '@playwright/test'
import { everythingSent, openDemo, openScreen } from '../support/counterPage.ts'
import { expect, test } from '../support/journey.ts'
import { hubBooksFor, replicaOf } from '../support/replicas.ts'
import { ask } from '../support/rest.ts'

const hanh = { name: 'Hạnh', pin: '3333' }

/** Tomorrow noon at table K1. */
const book = async (page: Page, guest: string): Promise<void> => {
  await page.keyboard.press('F7')
  await page.getByRole('dialog', { name: 'Đặt lịch mới' }).waitFor()
  await page.getByLabel('Mấy khách').fill('3')
  await page.getByLabel('Ngày', { exact: true }).selectOption({ index: 1 })
  await page.getByLabel('Giờ', { exact: true }).fill('12:00')
  await page.getByLabel('Chỗ').selectOption({ label: 'Bàn K1' })
  await page.getByLabel('Tên khách').fill(guest)
  await page.getByLabel('Tên khách').press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
}

test('two hosts, one offline, book the same table: one is confirmed, the other finds both bookings and what is free instead', async ({
  page,
  browser,
  hub,
  line,
}) => {
  for (const code of ['K1', 'K2'])
    expect(
      await ask(hub.url, 'PUT', `/v1/resources/${code}`, {
        ...{ kind: 'table', name: `Bàn ${code}`, location: 'q1', minParty: 1, maxParty: 4 },
      }),
    ).toMatchObject({ status: 200 })
  await openDemo(page, line.url, hanh)
  const other = await (await browser.newContext()).newPage()
  await openDemo(other, hub.url, hanh)
  await everythingSent(page)

  await line.cut()
  await expect(page.getByText(/Mất mạng từ/)).toBeVisible()
  await book(page, 'Chị Mơ')
  await book(other, 'Anh Tư')
  await everythingSent(other)

  await line.restore()
  await everythingSent(page)
  await openScreen(page, 'Hoạt động')
  const entry = page.getByTestId('inbox-entry')
  await expect(entry).toHaveCount(1)
  await expect(entry.getByRole('region', { name: 'Đặt ở máy này' })).toContainText('Chị Mơ')
  await expect(entry.getByRole('region', { name: 'Đang có giờ này' })).toContainText('Anh Tư')
  await entry.getByRole('group').getByRole('button').first().click()
  await expect(entry).toHaveCount(0)
  await everythingSent(page)

  // Nobody's guest has vanished, and all books agree.
  const { bookings } = await hubBooksFor(page, hub.url)
  const both = bookings.map((booking) => JSON.stringify(booking)).filter((text) => /Chị Mơ|Anh Tư/.test(text))
  expect(both).toHaveLength(2)
  for (const text of both) expect(text).toContain('"state":"confirmed"')
  await expect.poll(async () => replicaOf(page)).toEqual(await hubBooksFor(page, hub.url))
  await expect.poll(async () => replicaOf(other)).toEqual(await hubBooksFor(other, hub.url))
})
