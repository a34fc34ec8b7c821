// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderApp } from '../../testing/renderApp.tsx'

const tap = (element: HTMLElement) => act(async () => fireEvent.click(element))
const open = async () => {
  const app = renderApp({ preorders: true })
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

  it('without a network it says what to do with the goods', async () => {
    const { terminal } = await open()
    await tap(await screen.findByRole('button', { name: /HF000032/ }))
    act(() => terminal.status.update((status) => ({ ...status, connection: 'offline' })))
    expect(pane().getByText(/Hãy để hàng riêng ra, đừng bán/)).toBeTruthy()
    expect(pane().getByRole('button', { name: 'Bán được' }).hasAttribute('disabled')).toBe(true)
  })
})
