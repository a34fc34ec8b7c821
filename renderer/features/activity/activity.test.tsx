import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderApp } from '../../testing/renderApp.tsx'

const open = async (me: string, quiet = false, rooms = false) => {
  const app = renderApp({ me, quiet, rooms })
  fireEvent.click(await screen.findByRole('link', { name: /^Hoạt động|Hoạt động$/ }))
  await screen.findByRole('heading', { level: 2, name: 'Cần xem' })
  return app
}

describe('activity', () => {
  it('says what was refused as a sentence: who, what, when, why and what is safe; the safest button first', async () => {
    await open('lan')
    const [card] = screen.getAllByTestId('inbox-entry')
    expect(card?.textContent).toMatch(/Bạn giữ 2 Áo thun trắng cổ tròn, size M lúc \d\d:\d\d/)
    expect(card?.textContent).toMatch(/Máy chủ không giữ được\. Còn 1 · web giữ 3 đến \d\d:\d\d( \d\d\/\d\d)?\./)
    expect(card?.textContent).toContain('Kho không bị trừ gì.')
    const buttons = card === undefined ? [] : within(card).getAllByRole('button')
    expect(buttons.map((button) => button.textContent)).toEqual(['Chỉ lấy 1', 'Thử lại', 'Bỏ qua'])
  })

  it('shows two bookings for one time side by side, with what is free instead; taking one of it deals with the refusal', async () => {
    await open('lan', false, true)
    const [card] = screen.getAllByTestId('inbox-entry')
    expect(card?.textContent).toMatch(/Bạn đặt lúc \d\d:\d\d.*: Chị Hạnh · 4 khách · \d\d:\d\d.* · Bàn 7/)
    expect(card?.textContent).toContain('lúc đó Bàn 7 đã có người lấy')
    if (card === undefined) throw new Error('no card')
    expect(within(card).getByRole('region', { name: 'Đặt ở máy này' }).textContent).toContain('0903 555 111')
    expect(within(card).getByRole('region', { name: 'Đang có giờ này' }).textContent).toContain('Gia đình Minh')
    const instead = within(within(card).getByRole('group')).getAllByRole('button')
    expect(instead[0]?.textContent).toMatch(/\d\d:\d\d.* · Bàn 6/)
    expect(instead[0]?.dataset['variant']).toBe('filled')
    await act(async () => fireEvent.click(within(card).getByRole('button', { name: /Bàn S1/ })))
    expect(screen.getAllByTestId('inbox-entry')).toHaveLength(2)
  })

  it('says that a sale stands although its hold was refused', async () => {
    await open('lan')
    expect(screen.getAllByTestId('inbox-entry')[1]?.textContent).toContain('Khách đã trả tiền và cầm hàng')
  })

  it('takes an entry away once a person has dealt with it', async () => {
    await open('lan')
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Chỉ lấy 1' })))
    expect(screen.getAllByTestId('inbox-entry')).toHaveLength(1)
  })

  it('lets a manager settle a discrepancy with a note, and nobody else', async () => {
    await open('lan')
    expect(within(screen.getByTestId('discrepancy')).queryByRole('button')).toBeNull()
  })

  it('keeps how a discrepancy was settled', async () => {
    await open('dung')
    fireEvent.click(within(screen.getByTestId('discrepancy')).getByRole('button'))
    const dialog = await screen.findByRole('dialog')
    const submit = within(dialog).getByRole('button', { name: 'Đánh dấu đã xử lý' })
    expect(submit.hasAttribute('disabled')).toBe(true)
    fireEvent.change(within(dialog).getByLabelText(/Đã xử lý thế nào/), { target: { value: 'đã đếm lại' } })
    await act(async () => fireEvent.click(submit))
    expect(screen.queryByTestId('discrepancy')).toBeNull()
  })

  it('says what will appear where there is nothing yet', async () => {
    await open('lan', true)
    expect(screen.getByText('Không có gì cần xem')).toBeTruthy()
    expect(screen.getByText('Chưa làm gì ở máy này')).toBeTruthy()
  })
})
