import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeAll, describe, expect, it } from 'vitest'
import { scanKeys } from '../../testing/keys.ts'
import { renderApp } from '../../testing/renderApp.tsx'

beforeAll(() => {
  // There is no layout here.
  Element.prototype.scrollIntoView = () => undefined
})

const open = async (list: string, me = 'dung') => {
  const app = renderApp({ me })
  fireEvent.click(await screen.findByRole('link', { name: 'Kho' }))
  fireEvent.click(await screen.findByRole('button', { name: list }))
  const pane = await screen.findByRole('article', { name: list })
  const scanned = async (sku: string) => act(async () => scanKeys(app.terminal.catalogue.find(sku)?.barcodes[0] ?? ''))
  const lines = () => within(pane).queryAllByRole('listitem')
  return { ...app, pane, scanned, lines }
}
const press = (place: HTMLElement, name: string | RegExp) =>
  act(async () => fireEvent.click(within(place).getByRole('button', { name })))

describe('at the shelf', () => {
  it('a delivery is scanned piece by piece, typed where there are many, and brought in as a whole', async () => {
    const { terminal, pane, scanned, lines } = await open('Nhập hàng')
    const onHand = (sku: string) => terminal.script.level(sku)?.onHand ?? 0
    const before = [onHand('TM-0001'), onHand('TM-0006')]
    await scanned('TM-0001')
    await scanned('TM-0006')
    await scanned('TM-0006')
    expect(lines()).toHaveLength(2)
    const quantity = within(lines()[1] ?? pane).getByRole('textbox')
    fireEvent.change(quantity, { target: { value: '24' } })
    await act(async () => fireEvent.blur(quantity))
    // Nothing of it is in the stock, nor in the cart, until somebody says so.
    expect([onHand('TM-0001'), onHand('TM-0006')]).toEqual(before)
    expect(terminal.counter.cart.get().lines).toEqual([])
    await press(pane, 'Nhập 26 món vào kho')
    await waitFor(() =>
      expect([onHand('TM-0001'), onHand('TM-0006')]).toEqual([24 + (before[0] ?? 0), 2 + (before[1] ?? 0)]),
    )
    expect(await screen.findByText('Đã nhập 26 món vào kho.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Nhập hàng' })).toBeTruthy()
  })

  it('a stocktake says what differs, waits while the sheet is closed, and says what changed while a thing was counted', async () => {
    const { terminal, pane, scanned, lines } = await open('Kiểm kê')
    const booked = terminal.script.level('TM-0001')?.onHand ?? 0
    await scanned('TM-0001')
    expect(lines()[0]?.textContent).toContain(`sổ ghi ${booked} · thiếu ${booked - 1}`)
    await act(async () => void terminal.stock.receive('TM-0001', 1))
    await scanned('TM-0001')
    expect(lines()[0]?.textContent).toContain(`sổ đã đổi từ ${booked} thành ${booked + 1}`)
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Đóng' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Kiểm kê (1)' }))
    const again = await screen.findByRole('article', { name: 'Kiểm kê' })
    expect(within(again).getAllByRole('listitem')).toHaveLength(1)
    expect(pane.isConnected).toBe(false)
    await press(again, 'Bỏ danh sách')
    await screen.findByRole('dialog', { name: 'Bỏ danh sách 1 mặt hàng?' })
    // Escape is for what is on top alone.
    await act(async () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' }))
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Bỏ danh sách 1 mặt hàng?' })).toBeNull())
    expect(again.isConnected).toBe(true)
    await press(again, 'Bỏ danh sách')
    await press(await screen.findByRole('dialog', { name: 'Bỏ danh sách 1 mặt hàng?' }), 'Bỏ danh sách')
    expect(within(again).queryAllByRole('listitem')).toEqual([])
    expect(terminal.script.level('TM-0001')?.onHand).toBe(booked + 1)
  })

  it('a code that nobody knows says where it can be added', async () => {
    await open('Nhập hàng')
    await act(async () => scanKeys('9999999999999'))
    expect(await screen.findByText(/Chưa có mặt hàng nào mang mã 9999999999999/)).toBeTruthy()
  })

  it('is a manager’s', async () => {
    renderApp({ me: 'lan' })
    fireEvent.click(await screen.findByRole('link', { name: 'Kho' }))
    await screen.findByRole('grid', { name: 'Kho' })
    expect(screen.queryByRole('button', { name: 'Kiểm kê' })).toBeNull()
  })
})
