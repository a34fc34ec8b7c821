import type { Page } from '@playwright/test'
import { everythingSent, lan, openDemo, openScreen, scan, tuan } from '../support/counterPage.ts'
import { expect, test } from '../support/journey.ts'
import { expectNoViolations } from '../support/looks.ts'
import { ask } from '../support/rest.ts'
import { freeSeats, openHall, publicEvent, visit } from '../support/seatPage.ts'
import { seatStatesOf } from '../support/seats.ts'

const mine = (page: Page) => page.getByTestId('mine').locator('[data-seat]')
const standing = (page: Page) => page.getByTestId('seat-standing')

const openMap = async (page: Page): Promise<void> => {
  await openScreen(page, 'Ghế')
  await page.locator(`a[data-event="${publicEvent}"]`).click()
  await page.getByTestId('hall').waitFor()
}

/** Takes exactly what is due, and stays with the receipt. */
const pay = async (page: Page): Promise<void> => {
  await page.keyboard.press('F8')
  await expect(page.getByTestId('tendered')).toBeFocused()
  await page.keyboard.press('Enter')
}

/** What is printed stays to be looked at; without a printer it is over at once. */
const keepPaper = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    window.print = () => {}
  })
}

/** Prints the tickets of the receipt on screen. @returns their codes, and how many of them are pictures to be scanned */
const printTickets = async (page: Page): Promise<{ codes: string[]; pictures: number }> => {
  await page.getByRole('button', { name: 'In vé' }).click()
  const paper = page.frameLocator('iframe')
  await paper.locator('article').first().waitFor()
  return { codes: await paper.locator('small').allTextContents(), pictures: await paper.locator('article svg').count() }
}

const ticketOf = async (url: string, code: string): Promise<unknown> =>
  (await ask(url, 'GET', `/v1/tickets/${code}`)).body

test('E1, E2, S7: seats that the box office takes are gone on the public page at once, sold with a voucher there too, and each ticket is good at the door', async ({
  page,
  context,
  hub,
}) => {
  await openHall(hub.url)
  const campaign = { name: 'Bạn cũ', discount: { kind: 'amount', value: 50_000 }, quantity: 1 }
  await ask(hub.url, 'PUT', '/v1/voucher-campaigns/friends', campaign)
  await ask(hub.url, 'POST', '/v1/voucher-campaigns/friends/codes', { codes: ['BANCU50'] })
  const customer = await context.newPage()
  await visit(customer, hub.url)
  await keepPaper(page)
  await openDemo(page, hub.url, lan)
  await openMap(page)
  await page.getByRole('button', { name: 'Lấy chỗ tốt nhất' }).click()
  await expect(mine(page)).toHaveCount(2)
  await expect.poll(() => freeSeats(customer)).toBe(98)
  // One fuse for all of them.
  await expect(page.getByRole('region', { name: 'Trong giỏ' }).getByRole('timer')).toHaveCount(1)

  await openScreen(page, 'Quầy')
  await expect(page.locator('li[data-event]')).toHaveAttribute('data-state', 'held')
  await scan(page, 'BANCU50')
  await expect(page.locator('li[data-voucher]')).toHaveAttribute('data-state', 'held')
  await expect(page.getByTestId('total')).toHaveText(/190\.000/)
  await pay(page)
  await expect(page.getByRole('article')).toContainText('BANCU50')
  const { codes, pictures } = await printTickets(page)
  expect(pictures).toBe(2)
  expect(new Set(codes).size).toBe(2)
  for (const code of codes) expect(await ticketOf(hub.url, code)).toMatchObject({ state: 'valid', event: publicEvent })
  const states = await seatStatesOf(hub.url, publicEvent)
  expect([...states.values()].filter((state) => state === 'sold')).toHaveLength(2)
  await expect.poll(() => freeSeats(customer)).toBe(98)
  await page.getByRole('button', { name: /Khách tiếp theo/ }).click()
  await scan(page, codes[1] ?? '')
  await expect(page.getByTestId('ticket')).toHaveAttribute('data-state', 'valid')
  await expectNoViolations(page, 'a ticket')
})

test('E8, E9: without a network only what was set aside here can be sold; it is sold once, and the rest is told as it was last seen', async ({
  page,
  line,
  hub,
}) => {
  await openHall(hub.url)
  await keepPaper(page)
  await openDemo(page, line.url, tuan)
  await openMap(page)
  await page.getByRole('button', { name: 'Quản lý ghế' }).click()
  await page.getByTestId('hall').focus()
  // The seat in the middle and the one beside it.
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+ArrowRight')
  await page.getByRole('button', { name: 'Dành riêng 2 ghế trống' }).click()
  await everythingSent(page)
  await page.getByRole('button', { name: 'Xong' }).click()
  await expect.poll(async () => (await blockedSeats(hub.url)).length).toBe(2)
  const aside = await blockedSeats(hub.url)
  // Only what the hub has said counts here (E8): a cut that came before it was heard would leave nothing for sale.
  await expect(page.getByText('2 ghế dành cho máy này', { exact: false })).toBeVisible()

  await line.cut()
  await expect(page.getByText('Chỉ bán được 2 ghế dành cho máy này', { exact: false })).toBeVisible()
  await page.getByTestId('hall').focus()
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(standing(page)).toContainText('lúc này chỉ bán được ghế dành cho máy này')
  await expect(mine(page)).toHaveCount(0)
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(mine(page)).toHaveCount(1)
  const seat = await mine(page).getAttribute('data-seat')
  expect(aside).toContain(seat)
  await pay(page)
  // Nobody else can have it, so its ticket is printed before the hub has heard of it.
  const { codes } = await printTickets(page)
  await page.getByRole('button', { name: /Khách tiếp theo/ }).click()
  await line.restore()
  await everythingSent(page)
  await expect.poll(() => ticketOf(hub.url, codes[0] ?? '')).toMatchObject({ state: 'valid', seat })
  const sold = [...(await seatStatesOf(hub.url, publicEvent))].filter(([, state]) => state === 'sold')
  expect(sold).toEqual([[seat, 'sold']])
})

/** To everybody but their terminal, seats that are set aside are blocked. */
const blockedSeats = async (url: string): Promise<string[]> =>
  [...(await seatStatesOf(url, publicEvent))].flatMap(([seat, state]) => (state === 'blocked' ? [seat] : []))
