import { act, fireEvent, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { scanKeys } from '../../testing/keys.ts'
import { renderApp } from '../../testing/renderApp.tsx'

const keepKey = () => act(async () => fireEvent.keyDown(window, { key: 'F4', shiftKey: true }))
const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
const tap = (element: HTMLElement) => act(async () => fireEvent.click(element))
const button = (name: string | RegExp) => screen.getByRole('button', { name })

const open = async () => {
  const app = renderApp({ orders: true, now: () => Date.parse('2026-11-27T10:00:00+07:00') })
  await screen.findByText('Sẵn sàng cho khách tiếp theo')
  await keepKey()
  expect(screen.queryByRole('dialog')).toBeNull()
  await act(async () => scanKeys('TM-0001'))
  await keepKey()
  return app
}
const keep = () => button(/^Giữ cho khách/)

describe('O18 to O20: keeping a sale for a customer who comes back', () => {
  it('asks whom for and until when, takes the deposit, and gives its receipt; the order is among the others', async () => {
    const { terminal } = await open()
    expect(keep().hasAttribute('disabled')).toBe(true)
    type('Điện thoại', '0903118224')
    expect(screen.getByTestId('kept-until').textContent).toBe('Giữ đến 23:59 Thứ Bảy, 28/11')
    await tap(screen.getByRole('radio', { name: 'Hết hôm nay' }))
    type('Mấy giờ', '9')
    expect(screen.getByTestId('kept-until').textContent).toMatch(/muộn nhất là Thứ Bảy, 26\/12\/2026/)
    expect(keep().hasAttribute('disabled')).toBe(true)
    // What is no time has not gone by.
    type('Mấy giờ', '5 giờ')
    expect(screen.getByTestId('kept-until').textContent).toBe('Ghi giờ như 17:30')
    type('Mấy giờ', '17:30')
    await tap(screen.getByRole('radio', { name: 'Đặt cọc' }))
    type(/^Số tiền( \*)?$/, '50000')
    await tap(keep())
    await tap(button(/Thu trước 50.000/))
    expect(screen.getByRole('article').textContent).toMatch(
      /tiền cọc.*0903118224.*Còn phải trả149.000.₫Hạn trả27\/11\/2026 17:30/,
    )
    await tap(button(/Xong/))
    const order = terminal.orders.list.get().find(({ customer }) => customer?.phone === '0903118224')
    expect(order).toMatchObject({ state: 'deposit_paid', due: 149_000 })
    expect([screen.queryByRole('dialog'), terminal.counter.cart.get().lines]).toEqual([null, []])
  })

  it('gives a slip where nothing is paid yet, and says without a network what to do instead', async () => {
    const { terminal } = await open()
    act(() => terminal.status.update((status) => ({ ...status, connection: 'offline' })))
    type('Tên khách', 'Chị Hà')
    expect(screen.getByText(/^Chỉ máy chủ mới chắc/).textContent).toMatch(/F4 tạm giữ giỏ/)
    expect(keep().hasAttribute('disabled')).toBe(true)
    act(() => terminal.status.update((status) => ({ ...status, connection: 'online' })))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      await tap(keep())
      // Nor does the second of two presses of Enter put it away unseen.
      expect(window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }))).toBe(false)
    } finally {
      vi.useRealTimers()
    }
    expect(screen.getByRole('article').textContent).toMatch(
      /Phiếu hẹn lấy hàng.*Chị Hà.*Còn phải trả199.000.₫Giữ đến28\/11\/2026 23:59/,
    )
    await tap(button(/Xong/))
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
