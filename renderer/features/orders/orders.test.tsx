import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderApp } from '../../testing/renderApp.tsx'
import type { Script } from '../../testing/scriptedTerminal.ts'

const open = async (script: Script = {}) => {
  const app = renderApp({ orders: true, ...script })
  fireEvent.click(await screen.findByRole('link', { name: /Đơn hàng/ }))
  await screen.findByRole('region', { name: 'Đơn hàng' })
  return app
}
const tap = (element: HTMLElement) => act(async () => fireEvent.click(element))
const rows = () => within(screen.getByRole('list', { name: 'Đơn hàng' })).queryAllByRole('button')
const story = () => within(screen.getByRole('article'))
const choose = async (name: string) => {
  await tap(screen.getByRole('button', { name: new RegExp(name) }))
  return story()
}
const button = (name: string | RegExp) => screen.getByRole('button', { name })

describe('orders', () => {
  it('shows what is to do first, and finds among all', async () => {
    await open()
    expect(rows()).toHaveLength(5)
    await tap(screen.getByRole('radio', { name: 'Chờ giao' }))
    expect(rows().map(({ dataset }) => dataset['order'])).toEqual(['HF000042'])
    fireEvent.change(screen.getByLabelText('Tìm theo số, tên, điện thoại hoặc món'), { target: { value: 'hang' } })
    expect(rows().map(({ dataset }) => dataset['order'])).toEqual(['HF000040'])
  })

  it('takes cash at the counter: exactly what is due, or a part, which stays due', async () => {
    const { terminal } = await open()
    await choose('HF000040')
    await tap(button('Thu tiền'))
    await tap(button(/^.500.000.₫$/))
    expect(screen.getByText(/vẫn còn thiếu 63.000.₫/)).toBeTruthy()
    await tap(button(/Thu trước 500.000.₫/))
    const order = () => terminal.orders.list.get().find(({ number }) => number === 'HF000040')
    expect(order()).toMatchObject({ state: 'awaiting_payment', due: 63_000 })
    await tap(button('Thu tiền'))
    await tap(button(/Thu 63.000.₫/))
    expect(order()).toMatchObject({ state: 'paid', due: 0 })
    expect(story().getByText('Đã trả')).toBeTruthy()
    await tap(button('Giao tại quầy'))
    expect(order()).toMatchObject({ state: 'delivered' })
  })

  it('takes an amount by transfer in the units that people write, with cents where the currency has them', async () => {
    await open({ currency: 'EUR' })
    await choose('HF000041')
    await tap(button('Thu tiền'))
    await tap(screen.getByRole('radio', { name: 'Chuyển khoản' }))
    const amount = screen.getByLabelText(/Số tiền/)
    for (const value of ['12', '12,', '12,0', '12,05']) fireEvent.change(amount, { target: { value } })
    expect(button(/Ghi nhận 12,05.€/)).toBeTruthy()
    expect(amount).toHaveProperty('value', '12,05')
  })

  it('says without a network why only cash can be taken; too much by transfer comes to the refunds', async () => {
    const { terminal } = await open()
    await choose('HF000041')
    await tap(button('Thu tiền'))
    await tap(screen.getByRole('radio', { name: 'Chuyển khoản' }))
    fireEvent.change(screen.getByLabelText(/Số tiền/), { target: { value: '800000' } })
    expect(screen.getByText(/phần thừa sẽ vào mục Hoàn tiền/)).toBeTruthy()
    act(() => terminal.status.update((status) => ({ ...status, connection: 'offline' })))
    expect(screen.getByText(/Mất mạng thì chỉ nhận được tiền mặt/)).toBeTruthy()
    expect(button(/Ghi nhận/).hasAttribute('disabled')).toBe(true)
    act(() => terminal.status.update((status) => ({ ...status, connection: 'online' })))
    await tap(button(/Ghi nhận 800.000.₫/))
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
