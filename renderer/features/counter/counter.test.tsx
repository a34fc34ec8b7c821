import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { pressKey, scanKeys } from '../../testing/keys.ts'
import { renderApp } from '../../testing/renderApp.tsx'
import { createDesk } from './createDesk.ts'

const shirt = 'Áo thun trắng cổ tròn, size M'
const lines = () => within(screen.getByRole('list', { name: 'Giỏ hàng' })).getAllByRole('listitem')
const total = () => screen.getByTestId('total').textContent?.replace(/\s/g, ' ')
const key = (name: string, more: KeyboardEventInit = {}) =>
  act(async () => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more }))
  })
const scan = (code: string) => act(async () => scanKeys(code))

const open = async (...codes: string[]) => {
  const app = renderApp()
  await screen.findByText('Sẵn sàng cho khách tiếp theo')
  for (const code of codes) await scan(code)
  return app
}

describe('counter', () => {
  it('puts what is scanned into the cart, held, with its time left and the total', async () => {
    await open('TM-0001', '8930000000000')
    expect(lines()).toHaveLength(1)
    expect(lines()[0]?.textContent).toContain(shirt)
    expect(within(screen.getByRole('list', { name: 'Giỏ hàng' })).getByRole('timer').textContent).toBe('15:00')
    expect(total()).toBe('398.000 ₫')
  })

  it('says in place what is short, who holds it and until when', async () => {
    await open('TM-0002')
    const note = screen.getByRole('alert')
    expect(note.textContent).toMatch(/Còn 0 · web giữ 3, sớm nhất nhả lúc \d\d:\d\d/)
    fireEvent.click(within(note).getByRole('button', { name: 'Báo khi có hàng' }))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('says in place that a line cannot be made larger, and offers what is beyond; what is no quantity stays until it is one', async () => {
    await open('TM-0001')
    const field = within(lines()[0] ?? document.body).getByRole<HTMLInputElement>('textbox')
    const type = (value: string) =>
      act(async () => {
        fireEvent.focus(field)
        fireEvent.change(field, { target: { value } })
        fireEvent.keyDown(field, { key: 'Enter' })
      })
    await type('0')
    expect([field.value, screen.getByRole('alert').textContent]).toEqual(['0', 'Số nguyên từ 1 đến 1.000.000'])
    await type('5000')
    await act(async () => fireEvent.blur(field))
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/Còn \d+/))
    expect([lines().length, field.value]).toEqual([1, '1'])
    await type('2')
    await act(async () => fireEvent.blur(field))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })

  it('sells without a promise what the customer has in hand', async () => {
    await open('TM-0002')
    await act(async () => fireEvent.click(screen.getByRole('button', { name: /Cứ bán/ })))
    expect(lines()[0]?.textContent).toContain('Khách cầm, không giữ')
    expect(total()).toBe('199.000 ₫')
  })

  it('says that a code is unknown, and leaves the cart as it was', async () => {
    await open('TM-0001', 'KHONG-CO')
    expect(screen.getByRole('alert').textContent).toContain('Không có hàng nào mang mã KHONG-CO')
    expect(lines()).toHaveLength(1)
  })

  it('removes the line touched last with Del, and Undo brings it back', async () => {
    await open('TM-0001', 'TM-0004')
    await key('Delete')
    await waitFor(() => expect(lines()).toHaveLength(1))
    await act(async () => fireEvent.click(await screen.findByRole('button', { name: 'Hoàn tác' })))
    await waitFor(() => expect(lines()).toHaveLength(2))
  })

  it('walks the lines with the arrows', async () => {
    await open('TM-0001', 'TM-0004', 'TM-0007')
    await key('ArrowUp')
    await key('ArrowUp')
    await key('Delete')
    await waitFor(() => expect(lines().map((line) => line.dataset['sku'])).toEqual(['TM-0004', 'TM-0007']))
  })

  it('voids a short cart at once, and asks before a long one', async () => {
    await open('TM-0001', 'TM-0004', 'TM-0007')
    await key('Backspace', { ctrlKey: true })
    await screen.findByText('Sẵn sàng cho khách tiếp theo')
    for (const code of ['TM-0001', 'TM-0003', 'TM-0004', 'TM-0007']) await scan(code)
    await key('Backspace', { ctrlKey: true })
    expect(await screen.findByText('Huỷ giỏ có 4 dòng hàng?')).toBeTruthy()
    expect(lines()).toHaveLength(4)
    await act(async () => fireEvent.click(screen.getByRole('button', { name: /^Huỷ giỏ/ })))
    expect(await screen.findByText('Sẵn sàng cho khách tiếp theo')).toBeTruthy()
  })

  it('takes payment: notes add up, the change is worked out, and the receipt follows', async () => {
    await open('TM-0001')
    await key('F8')
    const dialog = await screen.findByRole('dialog')
    fireEvent.click(within(dialog).getByRole('button', { name: /\+100/ }))
    expect(within(dialog).getByTestId('change').textContent?.replace(/\s/g, ' ')).toBe('99.000 ₫')
    expect(
      within(dialog)
        .getByRole('button', { name: /Đã thu, giao hàng/ })
        .hasAttribute('disabled'),
    ).toBe(true)
    fireEvent.click(within(dialog).getByRole('button', { name: /\+200/ }))
    expect(within(dialog).getByTestId('change').textContent?.replace(/\s/g, ' ')).toBe('101.000 ₫')
    await act(async () => fireEvent.click(within(dialog).getByRole('button', { name: /Đã thu, giao hàng/ })))
    expect((await screen.findByTestId('change-due')).textContent?.replace(/\s/g, ' ')).toBe('101.000 ₫')
  })

  it('S8: takes a transfer by F9 with a picture of the account, the amount and the number; F8 is cash, however often', async () => {
    const { terminal } = await open('TM-0001')
    await key('F8')
    const dialog = await screen.findByRole('dialog')
    await key('F8')
    expect(within(dialog).getByRole('button', { name: 'Tiền mặt' }).getAttribute('aria-pressed')).toBe('true')
    await key('F9')
    const picture = await within(dialog).findByRole('img', { name: /VietQR/ })
    expect(picture.dataset['text']).toMatch(/00069704360110012345678902\d.*5406199000.*HD3 261123 0017/)
    expect(within(dialog).getByText('HD3 261123 0017')).toBeTruthy()
    await scan('8930000000003')
    expect(terminal.counter.receipts.get()).toEqual([])
    await act(async () => fireEvent.click(within(dialog).getByRole('button', { name: /Đã nhận tiền/ })))
    expect((await screen.findByTestId('transferred')).textContent?.replace(/\s/g, ' ')).toBe('199.000 ₫')
    expect(screen.queryByText('Tiền thối')).toBeNull()
    expect(terminal.counter.receipts.get()).toMatchObject([{ method: 'bank_transfer', change: 0 }])
  })

  it('goes on to the next customer with Enter wherever the focus is, and never by a scanner’s or one held down', async () => {
    const { terminal } = await open('TM-0001')
    await key('F8')
    await act(async () =>
      fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: /Đã thu vừa đủ/ })),
    )
    await screen.findByTestId('change-due')
    await key('Enter', { repeat: true })
    expect(screen.queryByTestId('change-due')).toBeTruthy()
    await key('Enter')
    await waitFor(() => expect(screen.queryByTestId('change-due')).toBeNull())
    expect(terminal.counter.cart.get().lines).toHaveLength(0)

    await key('F9')
    await screen.findByRole('dialog')
    const print = screen.getByRole('button', { name: 'In' })
    print.focus()
    await act(async () => pressKey('Enter'))
    expect(screen.queryByRole('dialog')).toBeTruthy()
    await scan('TM-0004')
    await waitFor(() => expect(terminal.counter.cart.get().lines).toHaveLength(1))
  })

  it('takes no scan while money changes hands, and its figures leave no trace', async () => {
    const { terminal } = await open('TM-0001')
    await key('F8')
    const field = await screen.findByTestId<HTMLInputElement>('tendered')
    field.focus()
    fireEvent.change(field, { target: { value: '500000' } })
    await scan('8930000000003')
    expect(field.value).toBe('500.000')
    expect(terminal.counter.cart.get().lines).toHaveLength(1)
    expect(await screen.findByText(/^8930000000003 chưa vào đơn vì đang thu tiền/)).toBeTruthy()
  })

  it('parks a sale under a name and recalls it', async () => {
    await open('TM-0001')
    await key('F4')
    fireEvent.change(await screen.findByLabelText('Đặt tên để dễ tìm'), { target: { value: 'chị áo đỏ' } })
    await act(async () => fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: /^Tạm giữ/ })))
    await screen.findByText('Sẵn sàng cho khách tiếp theo')
    await key('F6')
    await act(async () =>
      fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: /chị áo đỏ/ })),
    )
    await waitFor(() => expect(lines()).toHaveLength(1))
  })

  it('holds anew what ran out of a parked sale, as it is recalled', async () => {
    const { terminal, ground } = await open('TM-0001')
    const cart = terminal.counter.cart.get()
    const again: string[] = []
    const counter = {
      ...terminal.counter,
      holdAgain: async (line: string) => {
        again.push(line)
        return { ok: true, line } as const
      },
    }
    await terminal.counter.park('')
    const [line] = cart.lines
    if (line === undefined) throw new Error('nothing was scanned')
    const parked = [line, { ...line, id: 'out', state: 'expired' as const }]
    await createDesk({ ...terminal, counter }, ground.sounds).recall({ ...cart, lines: parked })
    expect(again).toEqual(['out'])
  })

  it('counts a typed quantity only once it was finished', async () => {
    const { terminal } = await open('TM-0001')
    const field = screen.getByLabelText<HTMLInputElement>(`Số lượng ${shirt}`, { selector: 'input' })
    field.focus()
    fireEvent.change(field, { target: { value: '7' } })
    expect(terminal.counter.cart.get().lines[0]?.quantity).toBe(1)
    await act(async () => fireEvent.blur(field))
    expect(terminal.counter.cart.get().lines[0]?.quantity).toBe(7)
  })

  it('leads to the quantity of the chosen line with F3', async () => {
    await open('TM-0001', 'TM-0004')
    await key('ArrowUp')
    await key('F3')
    expect(document.activeElement).toBe(screen.getByLabelText(`Số lượng ${shirt}`, { selector: 'input' }))
  })

  it('finds by name without accents, and Enter takes the first', async () => {
    const { terminal } = await open()
    await key('F2')
    const search = screen.getByRole<HTMLInputElement>('combobox', { name: 'Quét hoặc tìm' })
    expect(document.activeElement).toBe(search)
    fireEvent.change(search, { target: { value: 'ca phe' } })
    expect(await screen.findByText('Cà phê rang mộc Cầu Đất 500 g', { selector: '[role=option] *' })).toBeTruthy()
    await act(async () => pressKey('Enter'))
    await waitFor(() => expect(lines()).toHaveLength(1))
    expect(search.value).toBe('')
    // What lies in somebody's hand and is not sold any more is not unknown.
    const [coffee] = terminal.catalogue.search('ca phe', 1)
    vi.spyOn(terminal.catalogue, 'search').mockImplementation((_, __, all) => (all && coffee ? [coffee] : []))
    fireEvent.change(search, { target: { value: 'ca phe rang' } })
    expect(await screen.findByText('Cà phê rang mộc Cầu Đất 500 g đã ngừng bán')).toBeTruthy()
  })

  it('uses a voucher whose code is typed, by Enter or a tap, also where things are called alike', async () => {
    const { terminal } = renderApp({ orders: true })
    await screen.findByText('Sẵn sàng cho khách tiếp theo')
    const asked = vi.spyOn(terminal.counter, 'scan')
    const search = screen.getByRole<HTMLInputElement>('combobox', { name: 'Quét hoặc tìm' })
    await key('F2')
    fireEvent.change(search, { target: { value: 'okay' } })
    expect(await screen.findByText('Dùng voucher OKAY', { selector: '[role=option]' })).toBeTruthy()
    expect(screen.queryByText(/Không có hàng nào tên/)).toBeNull()
    await act(async () => pressKey('Enter'))
    await waitFor(() => expect(asked).toHaveBeenLastCalledWith('OKAY'))
    expect(search.value).toBe('')
    fireEvent.change(search, { target: { value: 'OKEY' } })
    await act(async () => fireEvent.click(await screen.findByText('Dùng voucher OKEY', { selector: '[role=option]' })))
    await waitFor(() => expect(asked).toHaveBeenLastCalledWith('OKEY'))
  })
})
