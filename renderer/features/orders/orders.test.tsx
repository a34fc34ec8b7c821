import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { pressKey } from '../../testing/keys.ts'
import { renderApp } from '../../testing/renderApp.tsx'
import type { Script } from '../../testing/scriptedTerminal.ts'

const open = async (script: Script = {}) => {
  const app = renderApp({ orders: true, ...script })
  fireEvent.click(await screen.findByRole('link', { name: /Đơn hàng/ }))
  await screen.findByRole('region', { name: 'Đơn hàng' })
  return app
}
const enter = () => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }))
const tap = (element: HTMLElement) => act(async () => fireEvent.click(element))
const rows = () => within(screen.getByRole('list', { name: 'Đơn hàng' })).queryAllByRole('button')
const story = () => within(screen.getByRole('article'))
const choose = async (name: string) => {
  await tap(screen.getByRole('button', { name: new RegExp(name) }))
  return story()
}
const button = (name: string | RegExp) => screen.getByRole('button', { name })

const paper = (number: string) => screen.getByRole('article', { name: `Đơn ${number}` })
const type = (value: string) => fireEvent.change(screen.getByLabelText(/^Số tiền( \*)?$/), { target: { value } })

describe('orders', () => {
  it('shows what is to do first, and finds among all', async () => {
    await open()
    expect(rows()).toHaveLength(5)
    await tap(screen.getByRole('radio', { name: 'Chờ giao' }))
    expect(rows().map(({ dataset }) => dataset['order'])).toEqual(['HF000042'])
    fireEvent.change(screen.getByLabelText('Tìm theo số, tên, điện thoại hoặc món'), { target: { value: 'hang' } })
    expect(rows().map(({ dataset }) => dataset['order'])).toEqual(['HF000040'])
  })

  it('O14, O15: takes cash at the counter: a part that is typed, with its change and a receipt, then exactly what is due', async () => {
    const { terminal } = await open()
    await choose('HF000040')
    await tap(button('Thu tiền'))
    await tap(screen.getByRole('radio', { name: 'Số khác' }))
    type('9000000')
    expect(screen.getByText(/Đơn chỉ còn thiếu 563.000.₫/)).toBeTruthy()
    expect(button(/Thu 9.000.000.₫/).hasAttribute('disabled')).toBe(true)
    type('450000')
    expect(screen.getByText(/vẫn còn thiếu 113.000.₫/)).toBeTruthy()
    await tap(button(/^.500.000.₫$/))
    await tap(button(/Thu trước 450.000.₫/))
    expect(screen.getByTestId('change-due').textContent).toMatch(/^50.000.₫$/)
    expect(paper('HF000040').textContent).toMatch(
      /Phiếu thu tiền cọc.*Chị Hằng · 0903555666.*450.000.₫.*Còn phải trả113.000.₫/,
    )
    await tap(button('Xong'))
    const order = () => terminal.orders.list.get().find(({ number }) => number === 'HF000040')
    expect(order()).toMatchObject({ state: 'awaiting_payment', due: 113_000 })
    await tap(button('Thu tiền'))
    await tap(button(/Thu 113.000.₫/))
    expect(paper('HF000040').textContent).toMatch(/Phiếu thu.*Đã nhận trước đó450.000.₫Nhận lần này113.000.₫/)
    await tap(button('Xong'))
    expect(order()).toMatchObject({ state: 'paid', due: 0 })
    expect(story().getByText('Đã trả')).toBeTruthy()
    await tap(button(/^Phiếu thu 450.000/))
    expect(paper('HF000040').textContent).toMatch(/450.000/)
    await act(async () => pressKey('Enter'))
    await tap(button('Giao tại quầy'))
    expect(order()).toMatchObject({ state: 'delivered' })
  })

  it('takes no money by the second of two presses of Enter, which nobody has handed over by then', async () => {
    await open()
    await choose('HF000040')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      fireEvent.click(button('Thu tiền'))
      expect(enter()).toBe(false)
      act(() => void vi.runAllTimers())
      expect(enter()).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })

  it('O14, O16: takes a deposit by transfer without a network too, with a picture of the account, the deposit and the number', async () => {
    const { terminal } = await open({ preorders: true })
    await choose('HF000072')
    act(() => terminal.status.update((status) => ({ ...status, connection: 'offline' })))
    await tap(button('Thu tiền'))
    await act(async () => pressKey('F9'))
    const picture = screen.getByRole('img', { name: /VietQR/ })
    expect(picture.dataset['text']).toMatch(/00069704360110012345678902\d.*5406300000.*HF000072/)
    await tap(button(/Đã nhận tiền: 300.000.₫/))
    expect(screen.getByTestId('transferred').textContent).toMatch(/^300.000.₫$/)
    expect(terminal.orders.list.get().find(({ number }) => number === 'HF000072')).toMatchObject({
      ...{ state: 'deposit_paid', due: 600_000 },
      payments: [{ method: 'bank_transfer', amount: 300_000, reference: null, terminal: 't1', staff: 'lan' }],
    })
  })

  it('takes an amount in the units that people write, with cents where the currency has them', async () => {
    await open({ currency: 'EUR' })
    await choose('HF000041')
    await tap(button('Thu tiền'))
    await tap(screen.getByRole('radio', { name: 'Số khác' }))
    for (const value of ['12', '12,', '12,0', '12,05']) type(value)
    expect(button(/Thu trước 12,05.€/)).toBeTruthy()
    expect(screen.getByLabelText(/^Số tiền( \*)?$/)).toHaveProperty('value', '12,05')
  })

  it('says without a network why a provider cannot be seen; too much by transfer comes to the refunds', async () => {
    const { terminal } = await open()
    await choose('HF000041')
    await tap(button('Thu tiền'))
    await tap(screen.getByRole('radio', { name: 'Số khác' }))
    type('800000')
    await tap(screen.getByRole('radio', { name: 'MoMo' }))
    act(() => terminal.status.update((status) => ({ ...status, connection: 'offline' })))
    expect(screen.getByText(/từ đây không thấy được MoMo/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Ghi nhận/ })).toBeNull()
    await tap(screen.getByRole('radio', { name: 'Chuyển khoản' }))
    expect(screen.getByText(/phần thừa sẽ vào mục Hoàn tiền/)).toBeTruthy()
    await tap(button(/Đã nhận tiền: 800.000.₫/))
    expect(paper('HF000041').textContent).toMatch(/Phải hoàn cho khách20.000.₫/)
    await tap(button('Xong'))
    expect(screen.getByRole('radio', { name: 'Hoàn tiền (2)' })).toBeTruthy()
  })

  it('O9: the work list of refunds; a manager gives back, others see who will', async () => {
    const staff = await open()
    await tap(screen.getByRole('radio', { name: 'Hoàn tiền (1)' }))
    expect(screen.getByText('Quản lý sẽ hoàn tiền.')).toBeTruthy()
    expect(screen.queryByRole('radio', { name: 'Sao kê' })).toBeNull()
    staff.unmount()
    await open({ me: 'dung' })
    await tap(screen.getByRole('radio', { name: 'Hoàn tiền (1)' }))
    button('Đã hoàn …').focus()
    await tap(button('Đã hoàn …'))
    // The second press of two falls beside what the first has opened, and does not close it.
    fireEvent.click(document.querySelector('.mantine-Modal-overlay') ?? document)
    const dialog = within(screen.getByRole('dialog', { name: /^Đã hoàn .* của đơn HF000044\?$/ }))
    await tap(dialog.getByRole('button', { name: 'Chưa hoàn' }))
    await waitFor(() => expect(document.activeElement).toBe(button('Đã hoàn …')))
    expect(screen.queryByRole('region', { name: 'Vừa hoàn xong' })).toBeNull()
    await tap(button('Đã hoàn …'))
    fireEvent.change(screen.getByLabelText(/Mã giao dịch/), { target: { value: 'FT26331' } })
    await tap(screen.getByRole('button', { name: /^Đã hoàn [\d.]+/ }))
    expect(within(screen.getByRole('region', { name: 'Vừa hoàn xong' })).getByText('HF000044')).toBeTruthy()
  })

  it.each([
    ['may have sent it', true, /đã được yêu cầu hoàn.* xem lại với họ trước khi trả tận tay\. 7002 Đang xử lý/],
    ['did not send it', false, /cổng thanh toán không hoàn được: 7002 Đang xử lý/],
  ])('O9: whoever gives money back by hand is told before that a provider %s', async (_, isAsked, told) => {
    const { terminal } = await open({ me: 'dung' })
    const failure = '7002 Đang xử lý'
    const orders = terminal.orders.list.get().map((order) => ({
      ...order,
      refunds: order.refunds.map((refund) => ({ ...refund, isAsked, failure })),
    }))
    vi.spyOn(terminal.orders.list, 'get').mockReturnValue(orders)
    await tap(screen.getByRole('radio', { name: 'Hoàn tiền (1)' }))
    expect(screen.getByText(told)).toBeTruthy()
    await tap(button('Đã hoàn …'))
    const dialog = within(screen.getByRole('dialog', { name: /^Đã hoàn .* của đơn HF000044\?$/ }))
    expect(dialog.getByText(told)).toBeTruthy()
  })

  it('O6: names no refunds of an order that has its money again', async () => {
    const { terminal } = await open()
    const orders = terminal.orders.list.get()
    const again = orders.map((order) => ({
      ...order,
      refunds: order.refunds.map((refund) => ({ ...refund, state: 'withdrawn' as const })),
    }))
    const list = vi.spyOn(terminal.orders.list, 'get')
    for (const [shown, named] of [
      [orders, 1],
      [again, 0],
    ] as const) {
      list.mockReturnValue(shown)
      await tap(screen.getByRole('radio', { name: shown === orders ? 'Tất cả' : 'Đã xong' }))
      await choose('HF000044')
      expect(story().queryAllByRole('region', { name: 'Hoàn tiền' })).toHaveLength(named)
    }
  })

  it('names the order and what its cancellation means before it is cancelled', async () => {
    const { terminal } = await open()
    await choose('HF000042')
    await tap(button('Huỷ đơn …'))
    const dialog = within(screen.getByRole('dialog', { name: 'Huỷ đơn HF000042?' }))
    expect(dialog.getByText(/1.019.000.₫ đã nhận phải hoàn cho khách/)).toBeTruthy()
    fireEvent.change(dialog.getByLabelText(/Vì sao/), { target: { value: 'khách đổi ý' } })
    await tap(dialog.getByRole('button', { name: 'Huỷ đơn' }))
    expect(terminal.orders.list.get().find(({ number }) => number === 'HF000042')).toMatchObject({
      state: 'cancelled',
      reason: 'khách đổi ý',
    })
  })

  it('P8: a manager assigns a transfer that names no order; older orders are asked of the hub', async () => {
    await open({ me: 'dung' })
    await tap(screen.getByRole('radio', { name: 'Sao kê' }))
    await tap(await screen.findByRole('button', { name: 'Gán …' }))
    const dialog = within(screen.getByRole('dialog', { name: /487.000.₫ này thuộc đơn nào/ }))
    expect(dialog.getAllByRole('button', { name: /HF0000/ }).length).toBeGreaterThan(1)
    await tap(dialog.getByRole('button', { name: /HF000040/ }))
    expect(screen.queryByRole('dialog')).toBeNull()
    await tap(screen.getByRole('radio', { name: 'Đơn' }))
    await tap(button('Hỏi máy chủ các đơn cũ hơn'))
    expect(await screen.findByText('Máy chủ không có đơn nào khác như vậy.')).toBeTruthy()
  })
})
