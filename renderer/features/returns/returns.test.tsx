import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { scanKeys } from '../../testing/keys.ts'
import { renderApp } from '../../testing/renderApp.tsx'

const tap = (element: HTMLElement) => act(async () => fireEvent.click(element))
const open = async () => {
  const app = renderApp({ preorders: true, orders: true })
  fireEvent.click(await screen.findByRole('link', { name: /Đơn hàng/ }))
  await tap(await screen.findByRole('radio', { name: 'Trả về' }))
  return app
}
const pane = () => within(screen.getByRole('article'))

describe('goods that come back', () => {
  it('R2: what waits to be looked at comes first, and what waits long is told', async () => {
    await open()
    await screen.findByRole('region', { name: 'Chờ xem hàng' })
    const headings = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)
    expect(headings).toEqual(['Chờ xem hàng 1', 'Đang trên đường về 1'])
    expect(within(screen.getByRole('region', { name: 'Đang trên đường về' })).getByText(/chờ lâu/)).toBeTruthy()
  })

  it('R3: what came is graded a line at a time', async () => {
    await open()
    await tap(await screen.findByRole('button', { name: /HF000032/ }))
    await tap(pane().getByRole('button', { name: 'Hỏng' }))
    expect(await pane().findByText(/Đã xem xong mọi món/)).toBeTruthy()
    expect(pane().getByText(/Hỏng 3/)).toBeTruthy()
  })

  it('a key is a grade too', async () => {
    await open()
    await tap(await screen.findByRole('button', { name: /HF000032/ }))
    fireEvent.keyDown(document.body, { key: '3' })
    await waitFor(() => expect(pane().getByText(/Bỏ 3/)).toBeTruthy(), { timeout: 10_000 })
  })

  it('R4: a parcel is received as it is counted', async () => {
    await open()
    await tap(await screen.findByRole('button', { name: /HF000031/ }))
    expect(pane().getByRole('button', { name: 'Nhận kiện này' }).hasAttribute('disabled')).toBe(true)
    await tap(pane().getByRole('button', { name: /Thêm một/ }))
    await tap(pane().getByRole('button', { name: 'Nhận kiện này' }))
    expect(await pane().findByText(/chờ 2 · về 1/)).toBeTruthy()
    expect(pane().getByRole('region', { name: 'Món này thế nào?' })).toBeTruthy()
  })

  it('C5: without a network goods are received and looked at all the same', async () => {
    const { terminal } = await open()
    act(() => terminal.status.update((status) => ({ ...status, connection: 'offline' })))
    await tap(await screen.findByRole('button', { name: /HF000032/ }))
    await tap(pane().getByRole('button', { name: 'Bán được' }))
    expect(await pane().findByText(/Bán được 3/)).toBeTruthy()
    expect(within(pane().getByRole('region', { name: 'Đã xem' })).getByText(/3 .* Bán được/)).toBeTruthy()
  })

  it('R12: a photo stands in the story, also without a network, and is larger when it is pressed', async () => {
    const { terminal } = await open()
    act(() => terminal.status.update((status) => ({ ...status, connection: 'offline' })))
    await tap(await screen.findByRole('button', { name: /HF000032/ }))
    const photo = { type: 'image/webp', data: btoa('a photo') } as const
    await act(async () => terminal.returns.inspect('rt2', { sku: 'TM-0002', quantity: 1, grade: 'damaged' }, photo))
    await tap(await pane().findByRole('button', { name: /^Ảnh: 1 .*Hỏng$/ }))
    expect(
      within(await screen.findByRole('dialog', { name: /^1 .*Hỏng$/ }))
        .getByRole('img')
        .getAttribute('src'),
    ).toContain(photo.data)
  })

  it('R11: only a manager says that something is not there', async () => {
    const { terminal } = await open()
    await tap(await screen.findByRole('button', { name: /HF000032/ }))
    expect(pane().queryByRole('button', { name: /Không có 3 món/ })).toBeNull()
    act(() => terminal.me.set({ id: 'dung', name: 'Dũng', role: 'manager' }))
    await tap(pane().getByRole('button', { name: /Không có 3 món/ }))
    expect(await pane().findByText(/chờ 3 · về 0/)).toBeTruthy()
  })

  it('the parcel of an order that was only shipped is found by its scan', async () => {
    const { terminal } = await open()
    const order = terminal.orders.list.get().find(({ state }) => state === 'shipped') ?? expect.unreachable('none')
    expect(screen.queryByText('Chưa mở trả về')).toBeNull()
    await act(async () => scanKeys(order.parcel ?? ''))
    await screen.findByRole('button', { name: 'Trả về, chưa giao được' })
  })
})
