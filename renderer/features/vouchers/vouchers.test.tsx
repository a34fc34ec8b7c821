import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { scanKeys } from '../../testing/keys.ts'
import { openFromMore, renderApp } from '../../testing/renderApp.tsx'
import type { Script } from '../../testing/scriptedTerminal.ts'
import { downloadCodes } from './downloadCodes.ts'

const open = async (script: Script = {}) => {
  const app = renderApp({ orders: true, ...script })
  await openFromMore('Voucher')
  await screen.findByRole('region', { name: 'Chương trình' })
  return app
}
const tap = (element: HTMLElement) => act(async () => fireEvent.click(element))
const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
const check = async (code: string) => {
  type('Quét hoặc gõ mã', code)
  await tap(screen.getByRole('button', { name: 'Kiểm' }))
  return within(await screen.findByTestId('code-answer'))
}

const codesOf = async (_campaign: string, cursor: string | null) => ({
  rows: cursor === null ? ['AAA', 'BBB'] : ['CCC'],
  nextCursor: cursor === null ? 'more' : null,
})

describe('vouchers', () => {
  it('still takes the scans after a booking was begun and left over it', async () => {
    await open({ rooms: true })
    await act(async () => fireEvent.keyDown(window, { key: 'F7' }))
    await screen.findByRole('dialog', { name: 'Đặt lịch mới' })
    await act(async () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await act(async () => scanKeys('OKAY'))
    expect(await screen.findByTestId('code-answer')).toBeTruthy()
  })

  it('calls no code unknown before the hub has said so: the copy has not all of them', async () => {
    const { ground } = await open()
    vi.spyOn(ground.questions, 'lookAtCode').mockReturnValue(new Promise(() => undefined))
    type('Quét hoặc gõ mã', 'nonsense')
    await tap(screen.getByRole('button', { name: 'Kiểm' }))
    expect(screen.getByText('Đang hỏi máy chủ …')).toBeTruthy()
    expect(screen.queryByText('Ở đây không ai biết mã này')).toBeNull()
  })

  it('shows campaigns with how many of their uses are free, held and used', async () => {
    await open()
    const row = screen.getByText('Khai trương Thủ Đức').closest('li')
    expect(row?.textContent).toMatch(/giảm 50.000.₫.*500 mã.*đơn từ 300.000.₫/)
    expect(within(row ?? document.body).getByRole('img', { name: '312 còn, 9 đang giữ, 179 đã dùng' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Chương trình mới' })).toBeNull()
  })

  it('checks a code: the hub’s word with its history; what nobody made is said so', async () => {
    await open()
    const held = await check('held')
    expect(await held.findByText('Theo máy chủ.')).toBeTruthy()
    expect(held.getByText(/Có người đang giữ/)).toBeTruthy()
    expect(held.getByText(/đơn HF000031 · không trả tiền kịp/)).toBeTruthy()
    expect(held.queryByRole('button', { name: 'Huỷ mã …' })).toBeNull()
    expect((await check('nonsense')).getByText('Ở đây không ai biết mã này')).toBeTruthy()
  })

  it('answers without a network by the copy, and says that this is not confirmed', async () => {
    await open({ offline: true })
    const answer = await check('ok1')
    expect(await answer.findByText(/Theo bản sao lúc .* chưa xác nhận/)).toBeTruthy()
    expect(answer.getByText('Dùng được')).toBeTruthy()
    expect(answer.getByText(/Khai trương Thủ Đức/)).toBeTruthy()
  })

  it('lets a manager make a campaign, codes of it, and void one', async () => {
    await open({ me: 'dung' })
    await tap(screen.getByRole('button', { name: 'Chương trình mới' }))
    type(/^Tên \*?$|^Tên$/, 'Tết')
    type(/Tên tắt/, 'tet-2027')
    type(/Bao nhiêu phần trăm/, '10')
    await tap(screen.getByRole('button', { name: 'Lưu' }))
    expect(await screen.findByText(/Đã có chương trình mang tên tắt này/)).toBeTruthy()
    type(/Tên tắt/, 'a/b')
    await tap(screen.getByRole('button', { name: 'Lưu' }))
    expect(screen.getByText(/không có dấu gạch chéo/)).toBeTruthy()
    type(/Tên tắt/, 'xuan')
    await tap(screen.getByRole('button', { name: 'Lưu' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())

    await tap(screen.getAllByRole('button', { name: 'Tạo mã …' })[1] ?? document.body)
    const dialog = within(screen.getByRole('dialog', { name: /Mã cho Tết 2027/ }))
    expect(dialog.getByRole('button', { name: 'Tạo' }).hasAttribute('disabled')).toBe(true)
    fireEvent.change(dialog.getByLabelText(/Hoặc các mã này/), { target: { value: 'TET2027\nxuan-2027' } })
    await tap(dialog.getByRole('button', { name: 'Tạo' }))
    expect(await dialog.findByText('Đã tạo 2 mã.')).toBeTruthy()
    // Pressed twice: there is nothing more to make.
    expect(dialog.getByRole('button', { name: 'Tạo' }).hasAttribute('disabled')).toBe(true)
    await tap(dialog.getAllByRole('button', { name: 'Đóng' })[0] ?? document.body)

    const answer = await check('ok1')
    await tap(await answer.findByRole('button', { name: 'Huỷ mã …' }))
    await tap(screen.getByRole('button', { name: 'Huỷ mã' }))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('saves all codes of a campaign in one file, however many pages they come in', async () => {
    const saveFile = vi.fn(async () => undefined)
    const fetched: number[] = []
    await downloadCodes('tet', { codesOf }, { saveFile }, (count) => fetched.push(count))
    expect(saveFile).toHaveBeenCalledWith('vouchers-tet.csv', 'code\nAAA\nBBB\nCCC\n')
    expect(fetched).toEqual([2, 3])
  })
})
