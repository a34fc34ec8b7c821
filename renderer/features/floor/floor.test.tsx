import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderApp } from '../../testing/renderApp.tsx'
import type { Script } from '../../testing/scriptedTerminal.ts'

const open = async (script: Script = {}) => {
  const app = renderApp({ rooms: true, ...script })
  fireEvent.click(await screen.findByRole('link', { name: 'Sơ đồ' }))
  await screen.findByRole('region', { name: 'Sơ đồ Phòng trong' })
  return app
}
const table = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name} `) })
const tap = (element: HTMLElement) => act(async () => fireEvent.click(element))

describe('the floor', () => {
  it('is not shown where nothing can be booked, but to who can change that', async () => {
    renderApp({ me: 'lan' })
    await screen.findByRole('link', { name: 'Kho' })
    expect(screen.queryByRole('link', { name: 'Sơ đồ' })).toBeNull()
  })

  it('says of each table who is there, how it stands and how long, in words', async () => {
    await open()
    expect(table('Bàn 1').textContent).toMatch(/2 · Lan Anh.*Còn \d+′.*2 chỗ, Đang ngồi/)
    expect(table('Bàn 5').textContent).toMatch(/Trễ \d+′.*Trễ hẹn/)
    expect(table('Bàn 4').textContent).toMatch(/Quá \d+′.*Quá giờ/)
    expect(table('Bàn 3').textContent).toMatch(/Trống/)
  })

  it('seats a walk-in by one tap on how many they are', async () => {
    const { terminal } = await open()
    await tap(table('Bàn 6'))
    await tap(within(screen.getByRole('region', { name: /vãng lai/ })).getByRole('button', { name: '4' }))
    const seated = terminal.bookings.board.get().bookings.filter(({ state }) => state === 'seated')
    expect(seated.find(({ resources }) => resources.includes('B6'))?.party).toBe(4)
    await waitFor(() => expect(table('Bàn 6').dataset['state']).toBe('seated'))
  })

  it('gives no table away that belongs to a guest who is late, until they are said not to come', async () => {
    await open()
    await tap(table('Bàn 5'))
    expect(screen.queryByRole('region', { name: /vãng lai/ })).toBeNull()
    await tap(within(screen.getByRole('complementary', { name: 'Bàn 5' })).getByRole('button', { name: 'Không đến' }))
    expect(await screen.findByRole('region', { name: /vãng lai/ })).toBeTruthy()
  })

  it('says while a guest is moved which tables are taken, and takes the one that is tapped', async () => {
    const { terminal } = await open()
    await tap(table('Bàn 7'))
    await tap(screen.getByRole('button', { name: 'Chuyển' }))
    expect(table('Bàn 5').dataset['blocked']).toBe('true')
    expect(table('Bàn 5').textContent).toContain('Bàn 5 đã có Chị Thu')
    expect(table('Bàn 10').dataset['blocked']).toBe('false')
    // Free, but with two seats for four.
    expect(table('Bàn 3').dataset['blocked']).toBe('true')
    expect(table('Bàn 3').textContent).toContain('Bàn 3 chỉ có 2 chỗ: khách đông hơn')
    await tap(table('Bàn 10'))
    const moved = terminal.bookings.board.get().bookings.find(({ customer }) => customer?.name === 'Gia đình Minh')
    expect(moved?.resources).toEqual(['B10'])
  })

  it('moves a guest to a table that is too small, if a person who knows the room wants it so', async () => {
    const { terminal } = await open()
    await tap(table('Bàn 7'))
    await tap(screen.getByRole('button', { name: 'Chuyển' }))
    await tap(table('Bàn 3'))
    const moved = terminal.bookings.board.get().bookings.find(({ customer }) => customer?.name === 'Gia đình Minh')
    expect(moved?.resources).toEqual(['B3'])
  })

  it('is arranged by managers alone', async () => {
    await open({ me: 'huong' })
    expect(screen.queryByRole('button', { name: 'Sửa sơ đồ' })).toBeNull()
  })
})
