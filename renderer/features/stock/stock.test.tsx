import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { QuestionError } from '../../app/questions.ts'
import { createStore } from '../../app/store.ts'
import { scanKeys } from '../../testing/keys.ts'
import { renderApp } from '../../testing/renderApp.tsx'
import type { Script } from '../../testing/scriptedTerminal.ts'

beforeAll(() => {
  // There is no layout here; the list needs a height to know how many rows are in sight.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 560 })
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 900 })
})

const open = async (script: Script = {}) => {
  const app = renderApp(script)
  fireEvent.click(await screen.findByRole('link', { name: 'Kho' }))
  const grid = await screen.findByRole('grid', { name: 'Kho' })
  const rows = () => within(grid).getAllByRole('row').slice(1)
  return { ...app, grid, rows }
}
const openItem = async (script: Script, name: string) => {
  const app = await open(script)
  fireEvent.change(screen.getByLabelText('Tìm theo tên, mã hàng hoặc mã vạch'), { target: { value: name } })
  await waitFor(() => expect(app.rows()).toHaveLength(1))
  fireEvent.click(app.rows()[0] ?? document.body)
  return { ...app, drawer: await screen.findByRole('dialog') }
}

describe('stock', () => {
  it('draws only the rows in sight of a long list, and says how many there are', async () => {
    const { grid, rows } = await open({ items: 20_000 })
    expect(grid.getAttribute('aria-rowcount')).toBe('20001')
    expect(rows().length).toBeGreaterThan(5)
    expect(rows().length).toBeLessThan(40)
    expect(screen.getByText('20.000 mặt hàng')).toBeTruthy()
  })

  it('finds without accents and sorts by its columns', async () => {
    const { grid, rows } = await open()
    fireEvent.click(within(grid).getByRole('button', { name: 'Đang giữ' }))
    await waitFor(() => expect(rows()[0]?.dataset['key']).toBe('TM-0006'))
    expect(within(grid).getByRole('columnheader', { name: 'Đang giữ' }).getAttribute('aria-sort')).toBe('descending')
    fireEvent.change(screen.getByLabelText('Tìm theo tên, mã hàng hoặc mã vạch'), { target: { value: 'binh gom' } })
    await waitFor(() => expect(rows().map((row) => row.dataset['key'])).toEqual(['TM-0010']))
  })

  it('says in words what its bar shows in colours', async () => {
    const { rows } = await open()
    const row = rows().find(({ dataset }) => dataset['key'] === 'TM-0006')
    expect(
      within(row ?? document.body)
        .getByRole('img')
        .getAttribute('aria-label'),
    ).toBe('30 bán được, 2 quầy giữ, 5 web giữ, 3 điện thoại giữ')
  })

  it('shows who holds a thing with their fuses, and releases one with a reason for a manager', async () => {
    const { drawer, terminal } = await openItem({ me: 'dung' }, 'rang moc')
    await waitFor(() => expect(within(drawer).getAllByRole('timer')).toHaveLength(3))
    fireEvent.click(within(drawer).getAllByRole('button', { name: 'Nhả hàng' })[0] ?? document.body)
    const dialog = await screen.findByRole('dialog', { name: /Nhả 5 món web đang giữ/ })
    fireEvent.change(within(dialog).getByLabelText(/Lý do/), { target: { value: 'khách gọi huỷ' } })
    await act(async () => fireEvent.click(within(dialog).getByRole('button', { name: 'Nhả hàng' })))
    expect(terminal.script.holders('TM-0006').map(({ hold }) => hold)).toEqual(['h5', 'h6'])
  })

  it('is counted shelf by shelf: a scan opens the next thing, ready for its number, and puts nothing into the cart', async () => {
    const { terminal } = await openItem({ me: 'dung' }, 'rang moc')
    const next = terminal.catalogue.find('TM-0001')
    await act(async () => scanKeys(next?.barcodes[0] ?? ''))
    const drawer = await screen.findByRole('dialog', { name: /TM-0001/ })
    const field = within(drawer).getByLabelText(/Đếm được trên kệ/)
    await waitFor(() => expect(document.activeElement).toBe(field))
    fireEvent.change(field, { target: { value: '41' } })
    // A number that was typed is not lost by the next scan: it is to be saved first.
    await act(async () => scanKeys(terminal.catalogue.find('TM-0006')?.barcodes[0] ?? ''))
    expect(within(drawer).getByRole('alert').textContent).toMatch(/Lưu những gì đã nhập trước/)
    expect(field).toHaveProperty('value', '41')
    await act(async () => fireEvent.submit(field.closest('form') ?? drawer))
    expect(within(drawer).queryByRole('alert')).toBeNull()
    expect(terminal.script.level('TM-0001')?.onHand).toBe(41)
    // Nor is what came with a delivery, also once the count beside it was saved.
    fireEvent.change(within(drawer).getByLabelText('Số phiếu giao'), { target: { value: 'PN-120' } })
    fireEvent.change(field, { target: { value: '42' } })
    await act(async () => fireEvent.submit(field.closest('form') ?? drawer))
    await act(async () => scanKeys(terminal.catalogue.find('TM-0006')?.barcodes[0] ?? ''))
    expect(within(drawer).getByRole('alert')).toBeTruthy()
    fireEvent.change(within(drawer).getByLabelText('Số phiếu giao'), { target: { value: '' } })
    expect(within(drawer).queryByRole('alert')).toBeNull()
    await act(async () => scanKeys('9999999999999'))
    expect(screen.getByRole('dialog', { name: /TM-0001/ })).toBeTruthy()
    expect(terminal.counter.cart.get().lines).toEqual([])
  })

  it('tells a manager in sight why a thing cannot be taken out of what is sold, and no figure of what nobody can sell', async () => {
    // As browsers of today do.
    const scrolled = vi.fn().mockReturnValue(Promise.resolve())
    Element.prototype.scrollIntoView = scrolled
    const { terminal, ground, rows } = await open({ me: 'dung' })
    const level = terminal.script.level('TM-0006')
    if (level === null) throw new Error('no such thing')
    const shown = createStore({ ...level, listed: false })
    vi.spyOn(terminal.stock, 'level').mockReturnValue(shown)
    fireEvent.click(rows().find(({ dataset }) => dataset['key'] === 'TM-0006') ?? document.body)
    const drawer = within(await screen.findByRole('dialog'))
    const here = (await drawer.findByRole('rowheader', { name: 'Tiệm Mây · Thủ Đức' })).closest('tr')
    expect(here?.textContent).toBe('Tiệm Mây · Thủ Đức–18')
    vi.spyOn(ground.questions, 'setListed').mockRejectedValue(new QuestionError('offline'))
    act(() => shown.set(level))
    expect(here?.textContent).toBe('Tiệm Mây · Thủ Đức718')
    await act(async () => fireEvent.click(drawer.getByRole('button', { name: 'Ngừng bán mặt hàng này' })))
    await drawer.findByText('Việc này cần có mạng')
    expect(scrolled).toHaveBeenCalledOnce()
    act(() => shown.set({ ...level, listed: false }))
    expect(drawer.getByText('Mặt hàng này đã ngừng bán')).toBeTruthy()
  })

  it('lets staff look but not count, receive or release for others', async () => {
    const { drawer } = await openItem({ me: 'lan' }, 'rang moc')
    expect(within(drawer).queryByText('Kiểm kê và nhập hàng')).toBeNull()
    expect(within(drawer).queryByRole('button', { name: 'Nhả hàng' })).toBeNull()
  })

  it.each(['lan', 'dung'] as const)(
    'says once what only the hub knows, while the network is away: to %s',
    async (me) => {
      const { drawer } = await openItem({ offline: true, me }, 'rang moc')
      await within(drawer).findByText('Việc này cần có mạng')
      // However many parts of it would have asked.
      await waitFor(() => expect(drawer.querySelectorAll('.mantine-Skeleton-root')).toHaveLength(0))
      expect(within(drawer).getAllByText('Việc này cần có mạng')).toHaveLength(1)
      expect(within(drawer).getByText('30')).toBeTruthy()
    },
  )

  it('asks by itself for what it could not be told, once the hub is heard again', async () => {
    const { drawer, terminal } = await openItem({ offline: true }, 'rang moc')
    await within(drawer).findByText('Việc này cần có mạng')
    act(() => terminal.status.update((status) => ({ ...status, connection: 'online' })))
    expect(await within(drawer).findByText('Tiệm Mây · Thủ Đức')).toBeTruthy()
    expect(await within(drawer).findByText(/nhập hàng: PN-118/)).toBeTruthy()
    expect(within(drawer).queryByText('Việc này cần có mạng')).toBeNull()
  })

  it.each(['-1', '1,5', '1e5', '2.000.000.000'])(
    'a count of %s is none: it says so, and nothing is counted',
    async (typed) => {
      const { drawer, terminal } = await openItem({ me: 'dung' }, 'rang moc')
      const counted = vi.spyOn(terminal.stock, 'count')
      const field = within(drawer).getByLabelText(/^Đếm được trên kệ/)
      fireEvent.change(field, { target: { value: typed } })
      expect(within(drawer).getByText('Số nguyên từ 0 đến 1.000.000.000')).toBeTruthy()
      fireEvent.submit(field)
      expect(counted).not.toHaveBeenCalled()
      fireEvent.change(field, { target: { value: '1.200' } })
      fireEvent.submit(field)
      expect(counted.mock.calls.map(([, pieces]) => pieces)).toEqual([1_200])
    },
  )

  it('shows other locations and movements when the hub can be asked', async () => {
    const { drawer } = await openItem({}, 'rang moc')
    expect(await within(drawer).findByText('Tiệm Mây · Thủ Đức')).toBeTruthy()
    expect(await within(drawer).findByText(/nhập hàng: PN-118/)).toBeTruthy()
  })

  it('F1: a manager puts a thing on flash sale for some hours, and ends it', async () => {
    const { drawer } = await openItem({ me: 'dung' }, 'rang moc')
    const section = await within(drawer).findByRole('region', { name: 'Bán chớp nhoáng' })
    fireEvent.change(await within(section).findByLabelText('Trong bao lâu'), { target: { value: '4' } })
    fireEvent.change(within(section).getByLabelText('Mỗi khách tối đa'), { target: { value: '2' } })
    fireEvent.click(within(section).getByRole('button', { name: 'Bật bán chớp nhoáng' }))
    expect(await within(section).findByText(/Mỗi khách mua tối đa 2,/)).toBeTruthy()
    expect(await within(section).findByText(/^Đang bật đến /)).toBeTruthy()
    fireEvent.click(within(section).getByRole('button', { name: 'Tắt bán chớp nhoáng' }))
    expect(await within(section).findByRole('button', { name: 'Bật bán chớp nhoáng' })).toBeTruthy()
  })

  it('shows no flash sale to staff', async () => {
    const { drawer } = await openItem({ me: 'lan' }, 'rang moc')
    expect(within(drawer).queryByRole('region', { name: 'Bán chớp nhoáng' })).toBeNull()
  })
})
