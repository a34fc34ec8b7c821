import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderApp } from '../../testing/renderApp.tsx'
import type { Script } from '../../testing/scriptedTerminal.ts'

const open = async (script: Script = {}) => {
  const app = renderApp({ rooms: true, waiting: 6, ...script })
  fireEvent.click(await screen.findByRole('link', { name: /Hàng chờ/ }))
  await screen.findByRole('region', { name: 'Danh sách chờ' })
  return app
}
const tap = (element: HTMLElement) => act(async () => fireEvent.click(element))
const row = (name: string) => {
  const found = screen.getByText(name).closest('li')
  if (found === null) throw new Error(`${name} is not on the list`)
  return found
}
const button = (name: string, label: string) => within(row(name)).getByRole('button', { name: label })
const section = (name: string) => within(screen.getByRole('region', { name }))

describe('the waiting list', () => {
  it('in a shop in which nothing can be booked says what is missing, and leads who may say it to where they do', async () => {
    renderApp({ me: 'dung' })
    fireEvent.click(await screen.findByRole('link', { name: /Hàng chờ/ }))
    expect(await screen.findByText(/Chưa có gì để phục vụ khách/)).toBeTruthy()
    await tap(screen.getByRole('button', { name: 'Thêm người, phòng, dịch vụ' }))
    await tap(await screen.findByRole('button', { name: 'Thêm dịch vụ' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Dịch vụ mới' }))
    await tap(dialog.getByRole('button', { name: 'Thêm' }))
    expect(dialog.getByText('Tối đa 200 ký tự, không để trống')).toBeTruthy()
    fireEvent.change(dialog.getByLabelText(/^Tên/), { target: { value: 'Bữa tối' } })
    await tap(dialog.getByRole('button', { name: 'Thêm' }))
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Dịch vụ mới' })).toBeNull())
  })

  it('says in the rail how many wait, and how many have an offer to answer', async () => {
    await open()
    expect(screen.getByRole('link', { name: /5 nhóm chờ, 2 lời mời đang mở/ })).toBeTruthy()
  })

  it('shows offers first, then those who wait in turn, then those who missed theirs', async () => {
    await open()
    expect(section('Đang giữ bàn cho').getAllByRole('listitem')).toHaveLength(2)
    const names = section('Đang chờ, theo lượt')
      .getAllByRole('listitem')
      .map(({ textContent }) => /Nhóm anh Đức|Nhà chị Mai|Công ty Hoa Sen/.exec(textContent ?? '')?.[0])
    expect(names).toEqual(['Nhóm anh Đức', 'Nhà chị Mai', 'Công ty Hoa Sen'])
    expect(section('Đã lỡ lời mời').getAllByRole('listitem')).toHaveLength(1)
    expect(row('Nhóm anh Đức').textContent).toContain('Trống: Bàn 10')
  })

  it('seats who takes the offer, and puts back who declined by mistake', async () => {
    const { terminal } = await open()
    await tap(button('Chị Hằng', 'Vào bàn'))
    expect(screen.queryByText('Chị Hằng')).toBeNull()
    const seated = terminal.bookings.board.get().bookings.find(({ waiting }) => waiting === 'wg0')
    expect(seated).toMatchObject({ state: 'seated', resources: ['B6'] })
    await tap(button('Thu Trang', 'Không nhận'))
    expect(await screen.findByText(/Thu Trang không nhận/)).toBeTruthy()
    await tap(screen.getByRole('button', { name: 'Đưa trở lại' }))
    expect(section('Đang chờ, theo lượt').getByText('Thu Trang')).toBeTruthy()
  })

  it('seats a guest at a table of the host’s choice; not where somebody still sits', async () => {
    const { terminal } = await open()
    await tap(button('Nhóm anh Đức', 'Xếp bàn …'))
    const dialog = within(await screen.findByRole('dialog', { name: 'Nhóm anh Đức ngồi đâu?' }))
    expect(dialog.queryByRole('button', { name: /Bàn 4/ })).toBeNull()
    await tap(dialog.getByRole('button', { name: /Bàn 11/ }))
    const seated = terminal.bookings.board.get().bookings.find(({ waiting }) => waiting === 'wg2')
    expect(seated).toMatchObject({ resources: ['B11'], customer: { name: 'Nhóm anh Đức' } })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('writes a guest down by keys alone, from every screen, with the wait they are told', async () => {
    const { terminal } = renderApp({ rooms: true, waiting: 0 })
    await screen.findByRole('link', { name: /Hàng chờ/ })
    await act(async () => fireEvent.keyDown(window, { key: 'F10' }))
    const party = await screen.findByLabelText(/Mấy khách/)
    await waitFor(() => expect(document.activeElement).toBe(party))
    fireEvent.change(party, { target: { value: '3' } })
    fireEvent.change(screen.getByLabelText('Tên'), { target: { value: 'Cô Út' } })
    expect(await screen.findByText('Có bàn ngay')).toBeTruthy()
    await act(async () => fireEvent.submit(screen.getByRole('form', { name: 'Thêm khách chờ' })))
    expect(terminal.bookings.board.get().waiting).toMatchObject([
      { party: 3, customer: { name: 'Cô Út' }, atTheDoor: true, quotedMinutes: 0 },
    ])
    await waitFor(() => expect(document.activeElement).toBe(party))
    // Held down, Enter would add a party without a name with each repeat.
    expect(fireEvent.keyDown(party, { key: 'Enter', repeat: true })).toBe(false)
    expect(fireEvent.keyDown(party, { key: 'Enter' })).toBe(true)
  })

  it('says what is wrong, and what can never fit', async () => {
    const { terminal } = await open({ waiting: 0 })
    expect(screen.getByText('Chưa có ai chờ')).toBeTruthy()
    fireEvent.change(screen.getByLabelText(/Mấy khách/), { target: { value: '40' } })
    expect(await screen.findByText('Không bàn nào đủ lớn')).toBeTruthy()
    const form = within(screen.getByLabelText(/Mấy khách/).closest('form') ?? document.body)
    await tap(form.getByRole('button', { name: 'Thêm' }))
    expect(await screen.findByText(/Hãy chia thành hai nhóm/)).toBeTruthy()
    expect(terminal.bookings.board.get().waiting).toEqual([])
  })

  it('tells of a new offer wherever the host is, until it is answered', async () => {
    const { terminal } = renderApp({ rooms: true, waiting: 6 })
    await screen.findByRole('link', { name: /Hàng chờ/ })
    // Those that stood when this began are in the list; nobody is told of them again.
    expect(screen.queryByText(/cho Chị Hằng/)).toBeNull()
    const offer = { type: 'waiting.offer', guest: 'wg2', booking: 'of2', hold: 'oh2', resources: ['B10'] } as const
    act(() => terminal.bookings.other({ ...offer, start: terminal.clock.now() }))
    expect(await screen.findByText('Bàn 10 cho Nhóm anh Đức')).toBeTruthy()
    expect(screen.getByText(/8 khách · vào được ngay, giữ đến/)).toBeTruthy()
    await tap(screen.getByRole('button', { name: 'Vào bàn' }))
    await waitFor(() => expect(screen.queryByText('Bàn 10 cho Nhóm anh Đức')).toBeNull())
    const seated = terminal.bookings.board.get().bookings.find(({ id }) => id === 'of2')
    expect(seated?.state).toBe('seated')
  })

  it('says offline that nobody is offered anything by itself', async () => {
    await open({ offline: true })
    expect(screen.getByText('Mất mạng: không tự mời khách được')).toBeTruthy()
  })
})

describe('the floor with guests who wait', () => {
  it('says for whom a table is held, and seats the next whom a free one fits', async () => {
    const { terminal } = renderApp({ rooms: true, waiting: 6 })
    fireEvent.click(await screen.findByRole('link', { name: 'Sơ đồ' }))
    const held = await screen.findByRole('button', { name: /^Bàn 6 / })
    expect(held.textContent).toMatch(/4 · Chị Hằng.*Mời \d+′.*Đang giữ cho khách trong danh sách chờ/)
    await tap(screen.getByRole('button', { name: /^Bàn 10 / }))
    const next = within(screen.getByRole('region', { name: 'Xếp khách đang chờ' }))
    await tap(next.getByRole('button', { name: /Nhóm anh Đức · 8 khách/ }))
    const seated = terminal.bookings.board.get().bookings.find(({ waiting }) => waiting === 'wg2')
    expect(seated).toMatchObject({ state: 'seated', resources: ['B10'] })
  })
})
