import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from './browser.ts'
import { lan, openDemo, openOtherScreen, openScreen, scan, takeCash, tuan } from './counterPage.ts'
import { type HubProcess, startHubProcess, temporaryFolder } from './hubProcess.ts'
import { buildAll } from './journeysSetup.ts'
import { layLine } from './line.ts'
import { ask, count, itemsOf } from './rest.ts'

/** `npm run screenshots`: the pictures of the README, made anew from the demo shop. */
const folder = fileURLToPath(new URL('../screenshots/', import.meta.url))
const counter = { width: 1366, height: 768 }
const tablet = { width: 800, height: 1280 }

/** WebP keeps text sharp at a fraction of a PNG's size. */
const quality = 82

const save = async (page: Page, name: string): Promise<void> => {
  // Lets what fades in arrive.
  await page.waitForTimeout(600)
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality })
  await session.detach()
  const image = Buffer.from(data, 'base64')
  writeFileSync(`${folder}${name}.webp`, image)
  process.stdout.write(`${name}.webp ${Math.ceil(image.length / 1000)} kB\n`)
}

/** Who works here: the first thing that staff see. */
const showSignIn = async (page: Page, url: string): Promise<void> => {
  await page.goto(url)
  await page.getByRole('button', { name: 'Dùng tiệm thử' }).click()
  await page.getByRole('button', { name: new RegExp(lan.name) }).waitFor()
  await wear(page, 'light')
  await page.getByRole('button', { name: new RegExp(lan.name) }).waitFor()
  await save(page, 'sign-in-light')
}

const wear = async (page: Page, theme: 'light' | 'dark'): Promise<void> => {
  await page.evaluate((worn) => {
    localStorage.setItem('holdfast.preferences', JSON.stringify({ language: 'vi', theme: worn, sound: false }))
  }, theme)
  await page.reload()
}

/** A sale as it looks in the middle of a day. */
const fillCart = async (page: Page, hub: HubProcess): Promise<void> => {
  const wanted = ['phin', 'ca phe', 'tra sen', 'xa bong', 'non la']
  for (const [index, query] of wanted.entries()) {
    const items = await itemsOf(hub.url, 20, query)
    const barcode = items[index % Math.max(1, items.length)]?.barcode
    if (barcode === undefined) continue
    await scan(page, barcode)
    await page.waitForTimeout(300)
    if (index % 2 === 0) await scan(page, barcode)
    await page.waitForTimeout(300)
  }
}

/** Two things sold offline that another terminal had sold before. */
const meetConflict = async (
  page: Page,
  other: Page,
  hub: HubProcess,
  line: { cut(): Promise<void>; restore(): Promise<void> },
): Promise<void> => {
  const items = (await itemsOf(hub.url, 200)).slice(3, 5)
  for (const { sku } of items) await count(hub.url, sku, 1)
  await page.waitForTimeout(1_000)
  await line.cut()
  for (const { barcode } of items) {
    await scan(page, barcode)
    await page.waitForTimeout(200)
  }
  await takeCash(page)
  for (const { barcode } of items) {
    await scan(other, barcode)
    await other.waitForTimeout(300)
  }
  await takeCash(other)
  await line.restore()
  await page
    .getByText(/^\d+ cần xem/)
    .first()
    .waitFor({ timeout: 30_000 })
  await page.waitForTimeout(2_000)
}

/** Guests at the door beside those who wait elsewhere. */
const comeToWait = async (hub: HubProcess): Promise<void> => {
  for (const [name, party] of [
    ['Cô Út', 9],
    ['Anh Bảo', 8],
  ] as const)
    await ask(hub.url, 'POST', '/v1/waiting', {
      ...{ location: 'q1', service: 'dining', party, atTheDoor: true, customer: { name } },
    })
}

/** The house of the host: who sits where, who waits, and the day by the hour. */
const showHouse = async (page: Page, hub: HubProcess): Promise<void> => {
  await wear(page, 'light')
  await openScreen(page, 'Sơ đồ')
  await page.locator('[data-state="seated"]').first().click()
  await save(page, 'floor-light')
  await openScreen(page, 'Hàng chờ')
  await comeToWait(hub)
  await page.locator('[data-guest]').filter({ hasText: 'Anh Bảo' }).waitFor()
  await save(page, 'waiting-light')
  await openScreen(page, 'Dòng giờ')
  await page.locator('[data-row]').first().waitFor()
  await save(page, 'timeline-light')
}

/** The box office in the middle of an evening: seats of a family in the cart, others held and sold. */
const showSeats = async (page: Page): Promise<void> => {
  await wear(page, 'light')
  await openScreen(page, 'Ghế')
  await page.getByText('Mùa hoa sữa').click()
  await page.getByLabel('Hạng ghế').selectOption('VIP')
  await page.getByRole('button', { name: 'Lấy chỗ tốt nhất' }).click()
  await page.getByTestId('mine').waitFor()
  await save(page, 'seats-light')
  await page.getByRole('button', { name: 'Trả hết' }).click()
}

const takeAll = async (hub: HubProcess): Promise<void> => {
  const { executablePath, env } = await findBrowser()
  const browser = await chromium.launch({ executablePath, args: browserArguments, env: { ...process.env, ...env } })
  const line = await layLine(hub.url)
  const open = async () =>
    (await browser.newContext({ viewport: counter, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })).newPage()
  try {
    const first = await open()
    await showSignIn(first, hub.url)
    await first.close()
    const [page, other] = [await open(), await open()]
    await openDemo(page, line.url, lan)
    await openDemo(other, hub.url, tuan)
    await wear(page, 'light')
    await meetConflict(page, other, hub, line)
    await openScreen(page, 'Hoạt động')
    await save(page, 'activity-light')
    await openScreen(page, 'Quầy')
    await fillCart(page, hub)
    await save(page, 'counter-light')
    await openScreen(page, 'Kho')
    await save(page, 'stock-light')
    await showHouse(other, hub)
    await showSeats(other)
    await openOtherScreen(other, 'Cài đặt')
    await wear(other, 'light')
    await other.getByRole('button', { name: 'Chọn tệp' }).waitFor()
    await save(other, 'goods-light')
    await wear(page, 'dark')
    await openScreen(page, 'Quầy')
    await save(page, 'counter-dark')
    await page.setViewportSize(tablet)
    await wear(page, 'light')
    await save(page, 'counter-tablet')
  } finally {
    await browser.close()
    await line.close()
  }
}

mkdirSync(folder, { recursive: true })
buildAll()
const { folder: data, remove } = temporaryFolder()
const hub = await startHubProcess({ data, environment: { HOLDFAST_DEMO: '1' } })
try {
  await takeAll(hub)
} finally {
  await hub.stop()
  remove()
}
