import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openFromMore, renderApp } from '../testing/renderApp.tsx'
import type { Phase, WhyBroken } from './terminal.ts'

const brokenBy = (why: WhyBroken, isWorking: boolean): Phase => ({
  ...{ name: 'broken', why, isWorking, detail: 'QuotaExceededError' },
})

const fail = (): void =>
  act(() => {
    window.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: new Error('quota') }))
  })

const statusLine = async () => (await screen.findByRole('contentinfo')).textContent ?? ''

describe('status line', () => {
  it('says as of when the figures are, and nothing waits', async () => {
    renderApp()
    expect(await statusLine()).toMatch(/^Có mạngsố liệu lúc \d\d:\d\d:\d\d( \d\d\/\d\d)?$/)
  })

  it('says since when the network is away, what still works, what waits and what needs a look', async () => {
    renderApp({ offline: true, quiet: false })
    const line = await statusLine()
    expect(line).toMatch(/Mất mạng từ \d\d:\d\d/)
    expect(line).toContain('vẫn bán, thu tiền và in hoá đơn được')
    expect(line).toContain('3 thao tác chờ gửi')
    expect(within(screen.getByRole('contentinfo')).getByRole('link').textContent).toBe('3 cần xem ▸')
  })

  it('follows what becomes of it, without a reload', async () => {
    const { terminal } = renderApp()
    await statusLine()
    act(() => terminal.status.set({ ...terminal.status.get(), waiting: 1 }))
    expect(await statusLine()).toContain('1 thao tác chờ gửi')
  })
})

describe('frame', () => {
  it('changes its language at once, everywhere', async () => {
    const { ground } = renderApp()
    await screen.findByRole('heading', { level: 1, name: 'Quầy' })
    act(() => ground.preferences.update((all) => ({ ...all, language: 'en' })))
    expect(await screen.findByRole('heading', { level: 1, name: 'Counter' })).toBeTruthy()
    expect(document.documentElement.lang).toBe('en')
  })

  it('shows a manager what only a manager may do, and nobody else', async () => {
    renderApp({ me: 'lan' })
    await openFromMore('Cài đặt')
    await screen.findByText('Thiết bị này')
    expect(screen.queryByText('Các máy bán hàng')).toBeNull()
    expect(screen.getByText('Chỉ quản lý mới gỡ ghép được')).toBeTruthy()
  })

  it('shows nothing over the page that says why nothing can be kept: not what the browser called it, nor what to do with the cart', async () => {
    const { terminal } = renderApp()
    await statusLine()
    fail()
    expect(await screen.findByText('Chưa làm được: quota')).toBeTruthy()
    act(() => terminal.phase.set(brokenBy('full', true)))
    fail()
    expect(await screen.findByText('Máy này hết chỗ lưu')).toBeTruthy()
    await waitFor(() => expect(screen.queryByText('Chưa làm được: quota')).toBeNull())
  })

  it.each<[Phase, string]>([
    [{ name: 'starting' }, 'Đang mở máy bán hàng'],
    [{ name: 'unpaired' }, 'Ghép máy này'],
    [{ name: 'copying', done: 12_480 }, 'Đã lấy 12.480 mục'],
    [{ name: 'signed_out' }, 'Ai đang làm?'],
    [{ name: 'second_tab' }, 'Máy bán hàng đang mở ở một thẻ khác'],
    [{ name: 'pair_again', why: 'revoked' }, 'Máy này đã bị khoá'],
    [{ name: 'pair_again', why: 'copied' }, 'Cần ghép lại máy này'],
    [brokenBy('full', false), 'Máy này hết chỗ lưu'],
    [brokenBy('refused', false), 'Trình duyệt này không cho lưu dữ liệu'],
    [brokenBy('fault', false), 'Máy bán hàng không lưu được nữa'],
    [brokenBy('full', true), 'Việc vừa làm có thể chưa được lưu'],
  ])('has words for the phase %o', async (phase, words) => {
    renderApp({ phase })
    expect(await screen.findByText(words)).toBeTruthy()
  })
})

const typePin = async (pin: string) => {
  for (const key of [...pin.split(''), 'Enter'])
    await act(async () => {
      window.dispatchEvent(new KeyboardEvent('keydown', { key }))
    })
}

describe('signing in', () => {
  it('tells whoever was let go while signed in why they stand here', async () => {
    renderApp({ phase: { name: 'signed_out' }, letGo: { id: 'mai', name: 'Mai', role: 'staff' } })
    expect((await screen.findByRole('status')).textContent).toMatch(/Mai không còn trong danh sách.*Giỏ hàng.*vẫn còn/)
  })

  it('asks for the PIN of a person, by keys too, and says what was wrong without blame', async () => {
    const { terminal } = renderApp({ phase: { name: 'signed_out' } })
    fireEvent.click(await screen.findByText('Phạm Văn Dũng'))
    await typePin('99')
    expect((await screen.findByRole('alert')).textContent).toContain('Mã PIN chưa đúng')
    await typePin('1234')
    await waitFor(() => expect(terminal.me.get()?.id).toBe('dung'))
  })

  it('counts the wait down and takes nothing until it is over', async () => {
    renderApp({ phase: { name: 'signed_out' } })
    fireEvent.click(await screen.findByText('Phạm Văn Dũng'))
    for (let tries = 0; tries < 3; tries += 1) {
      fireEvent.click(screen.getByRole('button', { name: '9' }))
      await act(async () => fireEvent.click(screen.getByRole('button', { name: /Đăng nhập/ })))
    }
    expect(screen.getByRole('alert').textContent).toMatch(/Thử lại được sau 0:0[789]/)
    expect(screen.getByRole('button', { name: '9' }).hasAttribute('disabled')).toBe(true)
  })
})

describe('pairing', () => {
  it('says that a code is not good, what is safe and what to do; the demo shop needs none', async () => {
    const { terminal } = renderApp({ phase: { name: 'unpaired' } })
    fireEvent.change(await screen.findByLabelText(/Mã dùng một lần/), { target: { value: '0000' } })
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Ghép máy' })))
    expect((await screen.findByRole('alert')).textContent).toContain('xin quản lý mã mới')
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Dùng tiệm thử' })))
    expect(terminal.phase.get()).toEqual({ name: 'signed_out' })
  })
})

describe('held right now', () => {
  it('has first what expires first', async () => {
    const { terminal } = renderApp()
    fireEvent.click(await screen.findByRole('button', { name: 'Đang giữ' }))
    const list = await screen.findByRole('region', { name: 'Hàng đang giữ ở tiệm' })
    const shown = within(list)
      .getAllByRole('listitem')
      .map((row) => row.firstElementChild?.textContent)
    const expected = terminal.stock
      .rows({ text: '', sort: 'sku', descending: false, only: 'held' })
      .get()
      .toSorted((a, b) => (a.heldUntil ?? 0) - (b.heldUntil ?? 0))
    expect(shown.length).toBeGreaterThan(2)
    expect(shown).toEqual(expected.map(({ name }) => name))
  })
})
