import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openFromMore, renderApp } from '../../testing/renderApp.tsx'

const tap = (element: HTMLElement) => act(async () => fireEvent.click(element))
const open = async () => {
  const app = renderApp({ me: 'dung', quiet: false })
  await openFromMore('Không khớp')
  await screen.findByRole('region', { name: 'Điều không khớp' })
  return app
}
const choose = async (label: string, option: string) => {
  await tap(screen.getByRole('combobox', { name: label }))
  await tap(await screen.findByRole('option', { name: option, hidden: true }))
}

describe('one list of all that does not fit', () => {
  it('shows all kinds and places with what to do, and narrows to one', async () => {
    await open()
    const cards = await screen.findAllByTestId('discrepancy')
    expect(cards).toHaveLength(2)
    expect(cards[1]?.textContent).toMatch(/2 Áo khoác trả về được hai người cùng đếm/)
    expect(within(cards[0] ?? document.body).getByRole('link', { name: 'Mở Kho' })).toBeTruthy()
    await choose('Loại', 'Trả về: đếm hai lần (1)')
    expect(await screen.findAllByTestId('discrepancy')).toHaveLength(1)
  })

  it('is settled with a note, and what was settled stands with who and why', async () => {
    await open()
    const [card] = await screen.findAllByTestId('discrepancy')
    await tap(within(card ?? document.body).getByRole('button', { name: 'Đánh dấu đã xử lý …' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Đánh dấu đã xử lý' }))
    fireEvent.change(dialog.getByLabelText(/Đã xử lý thế nào/), { target: { value: 'đếm lại' } })
    await tap(dialog.getByRole('button', { name: 'Đánh dấu đã xử lý' }))
    expect(await screen.findAllByTestId('discrepancy')).toHaveLength(1)
    await tap(screen.getByRole('radio', { name: 'Đã xử lý' }))
    expect(await screen.findByText('thấy ở kho sau')).toBeTruthy()
    expect(screen.getByText(/Phạm Văn Dũng đã xử lý/)).toBeTruthy()
  })

  it('without a network what is open here is still there', async () => {
    const { terminal } = await open()
    await screen.findAllByTestId('discrepancy')
    act(() => terminal.status.update((status) => ({ ...status, connection: 'offline' })))
    expect(screen.getAllByTestId('discrepancy')).toHaveLength(1)
    expect(screen.getByText(/Không có mạng nên chỉ thấy/)).toBeTruthy()
    await tap(screen.getByRole('radio', { name: 'Đã xử lý' }))
    expect(screen.queryByText('Chưa xử lý điều nào')).toBeNull()
    expect(screen.getByText('Không có mạng nên chưa thấy gì ở đây')).toBeTruthy()
  })
})
