import { type CDPSession, expect, type Page } from '@playwright/test'

/** Opens the terminal of a hub that runs the demo shop, pairs it and signs a person in. */
export const openDemo = async (page: Page, url: string, person: { name: string; pin: string }): Promise<void> => {
  await page.goto(url)
  await page.getByRole('button', { name: 'Dùng tiệm thử' }).click()
  await signIn(page, person)
  // That happens behind the person's back. A page that is loaded anew before has forgotten the PIN, and what only managers may ask is not answered any more.
  await page.waitForFunction(() => sessionStorage.getItem('holdfast-hub') !== null)
}

export const lan = { name: 'Lan', pin: '1111' }
export const tuan = { name: 'Tuấn', pin: '4444' }

export const signIn = async (page: Page, { name, pin }: { name: string; pin: string }): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /Thu tiền/ })).toBeVisible()
}

/**
 * What a keyboard-wedge scanner does: types fast wherever the focus is, and ends with Enter. Like a scanner it does not wait until the page has
 * dealt with a key before it sends the next one, as Playwright's own keyboard does.
 */
export const scan = async (page: Page, code: string): Promise<void> => {
  const session = await keyboardOf(page)
  const stroke = (key: string, at: number) => {
    const text = key === 'Enter' ? '\r' : key
    const windowsVirtualKeyCode = key === 'Enter' ? 13 : key.toUpperCase().charCodeAt(0)
    const about = { key, code: codeOf(key), windowsVirtualKeyCode, timestamp: at / 1000 }
    return Promise.all([
      session.send('Input.dispatchKeyEvent', { ...about, type: 'keyDown', text, unmodifiedText: text }),
      session.send('Input.dispatchKeyEvent', { ...about, type: 'keyUp' }),
    ])
  }
  // The moments are the scanner's, as they are with a real one: a busy machine delays keys, but not when they went down.
  const began = Date.now()
  await Promise.all(Array.from(code, (key, index) => stroke(key, began + index * msBetweenKeys)))
  // Never later than it is, so that nothing that is measured from here seems faster than it was.
  await stroke('Enter', Math.min(Date.now(), began + code.length * msBetweenKeys + longestPauseMs))
}

const keyboards = new WeakMap<Page, Promise<CDPSession>>()

/** One for each page: to open one for each scan takes longer than the scan. */
const keyboardOf = (page: Page): Promise<CDPSession> => {
  const keyboard = keyboards.get(page) ?? page.context().newCDPSession(page)
  keyboards.set(page, keyboard)
  return keyboard
}

/** Well within what is taken for a scanner's pace. */
const longestPauseMs = 25
const msBetweenKeys = 2

const codeOf = (key: string): string => {
  if (/^\d$/.test(key)) return `Digit${key}`
  return /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key
}

/** The lines of the cart, as the screen shows them. */
export const cartLines = (page: Page) => page.locator('li[data-sku]')

/** Takes what is due exactly, and goes on to the next customer. */
export const takeCash = async (page: Page): Promise<void> => {
  await page.keyboard.press('F8')
  await expect(page.getByTestId('tendered')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /Khách tiếp theo/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('change-due')).toBeHidden()
  await expect(cartLines(page)).toHaveCount(0)
}

/** Takes a transfer: shows the picture, and says that the money is there. @returns what the picture says */
export const takeTransfer = async (page: Page): Promise<string> => {
  await page.keyboard.press('F8')
  await expect(page.getByTestId('tendered')).toBeFocused()
  await page.keyboard.press('F9')
  const said = await page.getByRole('img', { name: /VietQR/ }).getAttribute('data-text')
  await expect(page.getByRole('button', { name: /Đã nhận tiền/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('transferred')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(cartLines(page)).toHaveCount(0)
  return said ?? ''
}

/** Waits until the status line says that everything is sent and the hub is heard. */
export const everythingSent = async (page: Page): Promise<void> => {
  // After a cut the terminal tries again in its own time: the longer the cut was, the later.
  await expect(page.getByText('Có mạng')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText(/thao tác chờ gửi/)).toBeHidden()
}

type ScreenName = 'Quầy' | 'Kho' | 'Ghế' | 'Sơ đồ' | 'Lịch hẹn' | 'Hàng chờ' | 'Dòng giờ' | 'Hoạt động'

export const openScreen = (page: Page, name: ScreenName): Promise<void> =>
  page.getByRole('navigation').getByRole('link', { name }).click()

/** A screen that is not needed all day. */
export const openOtherScreen = async (page: Page, name: 'Voucher' | 'Toàn cảnh' | 'Cài đặt'): Promise<void> => {
  await page.getByRole('navigation').getByRole('button', { name: 'Khác' }).click()
  await page.getByRole('menuitem', { name }).click()
}
