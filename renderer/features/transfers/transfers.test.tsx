import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { scanKeys } from '../../testing/keys.ts'
import { renderApp } from '../../testing/renderApp.tsx'

const tap = (element: HTMLElement) => act(async () => fireEvent.click(element))
const open = async (me = 'lan') => {
  const app = renderApp({ preorders: true, me })
  fireEvent.click(await screen.findByRole('link', { name: /Kho/ }))
  await tap(await screen.findByRole('radio', { name: /Chuyển kho/ }))
  return app
}
const pane = () => within(screen.getByRole('article'))

describe('goods that go from one location to another', () => {
  it('what comes here stands first, then what is missing and what was sent from here', async () => {
    await open()
    const headings = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)
    expect(headings).toEqual(['Đang về đây 1', 'Chưa về đủ 1', 'Gửi đi từ đây 1'])
    expect(screen.queryByRole('button', { name: 'Chuyển hàng đi' })).toBeNull()
  })

  it('X4: a slip is scanned, all that was sent stands there, one is missing; then it is received, also without a network', async () => {
    const { terminal } = await open()
    act(() => terminal.status.update((status) => ({ ...status, connection: 'offline' })))
    await act(async () => scanKeys('CK-4F7Q2XA'))
    expect(
      pane()
        .getByRole('textbox', { name: /size M/ })
        .getAttribute('value'),
    ).toBe('6')
    await tap(pane().getAllByRole('button', { name: 'Bớt một' })[0] ?? expect.unreachable())
    await tap(pane().getByRole('button', { name: 'Nhận 19 món' }))
    expect(await pane().findByText('gửi 6 · về 5')).toBeTruthy()
    expect(pane().getByText('gửi 10 · về 10')).toBeTruthy()
    // Whoever scans counts what is left from nothing.
    await act(async () => scanKeys('TM-0001'))
    expect(pane().getByText('Đếm bằng máy quét: 1 trên 1.')).toBeTruthy()
  })

  it('X3, X5: a manager sends what is available and no more, and calls it back', async () => {
    await open('dung')
    await tap(screen.getByRole('button', { name: 'Chuyển hàng đi' }))
    await act(async () => scanKeys('TM-0004'))
    const field = pane().getByRole('textbox', { name: /Quần tây/ })
    fireEvent.change(field, { target: { value: '6' } })
    fireEvent.blur(field)
    expect(pane().getByText(/chỉ còn 5 bán được/)).toBeTruthy()
    await tap(pane().getByRole('button', { name: /Chuyển 6 món/ }))
    expect(pane().getByRole('alert').textContent).toContain('Chưa chuyển gì cả')
    fireEvent.change(field, { target: { value: '5' } })
    fireEvent.blur(field)
    await tap(pane().getByRole('button', { name: /Chuyển 5 món/ }))
    expect(pane().getByText(/Quận 1 → .*Thủ Đức/)).toBeTruthy()
    await tap(pane().getByRole('button', { name: /Gọi về/ }))
    expect(pane().getByText(/Đã gọi về: hàng lại bán được/)).toBeTruthy()
  })
})
