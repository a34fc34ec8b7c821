import type { Locator, Page } from '@playwright/test'
import { everythingSent, openDemo, openScreen } from '../support/counterPage.ts'
import { addTables, hanh, table } from '../support/house.ts'
import { expect, test } from '../support/journey.ts'
import { ask } from '../support/rest.ts'

/** Away from the edges of what scrolls: there a bar that is dragged takes the view along. */
const inTheMiddle = (locator: Locator): Promise<void> =>
  locator.evaluate((element) => element.scrollIntoView({ inline: 'center', block: 'nearest' }))
const bar = (page: Page) => page.locator('[data-row]').filter({ hasText: 'Cô Sáu' })
/** Slower than a scanner. */
const typed = (page: Page, text: string) => page.keyboard.type(text, { delay: 110 })

test.beforeEach(async ({ page, hub }) => {
  await addTables(hub.url)
  await openDemo(page, hub.url, hanh)
})

test('a guest who walks in is seated by two taps, given more time, moved to another table, and seen off', async ({
  page,
}) => {
  await openScreen(page, 'Sơ đồ')
  await page.getByText('Ban công').click()
  await table(page, 'J1').click()
  await page
    .getByRole('region', { name: /vãng lai/ })
    .getByRole('button', { name: '3', exact: true })
    .click()
  await expect(table(page, 'J1')).toHaveAttribute('data-state', 'seated')
  await expect(table(page, 'J1')).toHaveAccessibleName(/Bàn J1 3 · Khách Còn 1:30 4 chỗ, Đang ngồi/)
  await page.getByRole('button', { name: 'Thêm 15 phút' }).click()
  await expect(table(page, 'J1')).toHaveAccessibleName(/Còn 1:45/)

  await page.getByRole('button', { name: 'Chuyển' }).click()
  await table(page, 'J2').click()
  await expect(table(page, 'J1')).toHaveAttribute('data-state', 'free')
  await expect(table(page, 'J2')).toHaveAttribute('data-state', 'seated')
  // What was said before is just fading.
  await page.getByRole('button', { name: 'Hoàn tác' }).last().click()
  await expect(table(page, 'J1')).toHaveAttribute('data-state', 'seated')
  await expect(table(page, 'J2')).toHaveAttribute('data-state', 'free')

  await table(page, 'J1').click()
  await page.getByRole('button', { name: 'Khách về' }).click()
  await expect(table(page, 'J1')).toHaveAttribute('data-state', 'free')
  await everythingSent(page)
})

test('a booking by telephone: by keys alone, moved on the timeline with its clash shown, then come and gone', async ({
  page,
  hub,
}) => {
  await test.step('booked for tomorrow by F7, the keys and Enter', async () => {
    await page.keyboard.press('F7')
    await page.getByRole('dialog', { name: 'Đặt lịch mới' }).waitFor()
    await expect(page.getByLabel('Mấy khách')).toBeFocused()
    await typed(page, '4')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await typed(page, '1200')
    await page.keyboard.press('Tab')
    await typed(page, '0907123456')
    await page.keyboard.press('Tab')
    await typed(page, 'Co Sau')
    await page.getByLabel('Tên khách').fill('Cô Sáu')
    await page.getByLabel('Chỗ').selectOption({ label: 'Bàn J1' })
    await page.getByLabel('Tên khách').press('Enter')
    await expect(page.getByText(/Đã đặt cho Cô Sáu/)).toBeVisible()
    await everythingSent(page)
  })
  await test.step('the same telephone number finds the guest, and the taken time says who has it', async () => {
    await page.keyboard.press('F7')
    await page.getByLabel('Ngày', { exact: true }).selectOption({ index: 1 })
    await page.getByLabel('Chỗ').selectOption({ label: 'Bàn J1' })
    await page.getByLabel('Giờ', { exact: true }).fill('12:30')
    await page.getByLabel('Điện thoại').fill('0907123456')
    await expect(page.getByLabel('Tên khách')).toHaveValue('Cô Sáu')
    await expect(page.getByText('Bàn J1 đã có Cô Sáu từ 12:00 đến 13:30')).toBeVisible()
    await page.getByLabel('Chỗ').selectOption({ label: 'Bàn J2' })
    await page.getByRole('button', { name: 'Đặt 12:30, Bàn J2' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
  })
  await test.step('on the timeline it is not let go onto another, and follows the keys to where it is free', async () => {
    await openScreen(page, 'Dòng giờ')
    await page.getByRole('button', { name: 'Hôm sau' }).click()
    const first = bar(page).and(page.locator('[data-row="J1"]'))
    await first.focus()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByText('Bàn J2 đã có Cô Sáu từ 12:30 đến 14:00')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(first).toBeVisible()
    await page.keyboard.press('ArrowUp')
    for (let times = 0; times < 4; times += 1) await page.keyboard.press('ArrowRight')
    await expect(page.getByText('Còn trống: thả ra để chuyển')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(first).toHaveAccessibleName(/13:00 đến 14:30, Bàn J1/)
    // The notice moves while it is being pressed, as it does when another one goes.
    const undo = page.getByRole('button', { name: 'Hoàn tác' })
    await undo.hover()
    await page.mouse.down()
    await undo.evaluate((button) => button.closest('[role="alert"]')?.setAttribute('style', 'margin-block-end: 80px'))
    await page.mouse.up()
    await expect(first).toHaveAccessibleName(/12:00 đến 13:30, Bàn J1/)
  })
  await test.step('a drag moves it too, eight quarter hours along', async () => {
    const second = bar(page).and(page.locator('[data-row="J2"]'))
    await inTheMiddle(second)
    const box = await second.boundingBox()
    if (box === null) throw new Error('the bar is not shown')
    await page.mouse.move(box.x + 20, box.y + 20)
    await page.mouse.down()
    await page.mouse.move(box.x + 120, box.y + 20, { steps: 5 })
    await page.mouse.move(box.x + 180, box.y + 20, { steps: 5 })
    await page.mouse.up()
    await expect(second).toHaveAccessibleName(/14:30 đến 16:00, Bàn J2/)
    await everythingSent(page)
  })
  await test.step('held at the edge it takes the view along, and Escape leaves it where it was', async () => {
    const second = bar(page).and(page.locator('[data-row="J2"]'))
    const view = page.getByRole('region', { name: 'Lịch hẹn theo giờ' })
    await view.evaluate((element) => element.scrollTo({ left: 0 }))
    await inTheMiddle(second)
    const [box, frame] = [await second.boundingBox(), await view.boundingBox()]
    if (box === null || frame === null) throw new Error('the timeline is not shown')
    const scrolled = () => view.evaluate(({ scrollLeft }) => scrollLeft)
    const before = await scrolled()
    expect(before).toBeGreaterThan(0)
    await page.mouse.move(box.x + 20, box.y + 20)
    await page.mouse.down()
    // Past the names, which stand at the left edge whatever is scrolled.
    await page.mouse.move(frame.x + 130, box.y + 20, { steps: 5 })
    await expect.poll(scrolled).toBeLessThan(before - 100)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await expect(second).toHaveAccessibleName(/14:30 đến 16:00, Bàn J2/)
  })
  await test.step('in the list of the day the guest comes and goes by one tap each', async () => {
    await openScreen(page, 'Lịch hẹn')
    await page.getByRole('button', { name: 'Hôm sau' }).click()
    await page.getByLabel('Tìm theo tên hoặc số điện thoại').fill('co sau')
    const row = page.locator('li[data-booking]').filter({ hasText: 'Bàn J1' })
    await row.getByRole('button', { name: 'Khách đến' }).click()
    await expect(row).toHaveAttribute('data-state', 'seated')
    await row.getByRole('button', { name: 'Khách về' }).click()
    await expect(row).toHaveAttribute('data-state', 'completed')
    await everythingSent(page)
  })
  await test.step('the hub has it all', async () => {
    const { body } = await ask(hub.url, 'POST', '/v1/self-check', {})
    expect(body).toMatchObject({ clean: true })
  })
})
