import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderApp } from '../../testing/renderApp.tsx'
import type { Script } from '../../testing/scriptedTerminal.ts'

const tap = (element: HTMLElement) => act(async () => fireEvent.click(element))
const type = (element: HTMLElement, value: string) => act(async () => fireEvent.change(element, { target: { value } }))
const open = async (script: Script = {}) => {
  const app = renderApp({ preorders: true, ...script })
  fireEvent.click(await screen.findByRole('link', { name: /Đơn hàng/ }))
  await tap(await screen.findByRole('radio', { name: 'Đặt trước (1 quá hạn)' }))
  return app
}
const group = (name: string) => within(screen.getByRole('region', { name }))
const goods = () => group('Hàng sắp về')

describe('pre-orders', () => {
  it('stand by how they stand, overdue first; the story is one tap away', async () => {
    await open()
    const headings = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)
    expect(headings).toEqual([
      ...['Hàng sắp về', 'Quá hạn trả 1', 'Chờ tiền 2', 'Hàng đã về, chờ giao 1', 'Đã trả đủ, chờ hàng 1'],
    ])
    expect(group('Quá hạn trả').getByText(/Quá hạn 600.000.₫ từ .*, chờ thêm đến/)).toBeTruthy()
    expect(group('Chờ tiền').getByRole('img', { name: /Đã trả 900.000.₫ trên 1.800.000.₫; cọc 600.000/ })).toBeTruthy()
    await tap(group('Hàng đã về, chờ giao').getByRole('button', { name: /Thầy Long/ }))
    const story = within(screen.getByRole('article', { name: 'HF000074' }))
    expect(story.getByRole('button', { name: 'Giao tại quầy' })).toBeTruthy()
    // G6: what has not come is not handed over.
    await tap(group('Đã trả đủ, chờ hàng').getByRole('button', { name: /Bác Tư/ }))
    expect(screen.queryByRole('button', { name: 'Giao tại quầy' })).toBeNull()
  })

  it('staff see goods to come; only a manager opens and changes them', async () => {
    const staff = await open()
    expect(await goods().findByText(/cọc 33 % · cho trễ 3 ngày · huỷ thì hoàn 50 % cọc/)).toBeTruthy()
    expect(goods().queryByRole('button')).toBeNull()
    staff.unmount()
    await open({ me: 'dung' })
    await tap((await goods().findAllByRole('button', { name: 'Đổi …' }))[0] ?? expect.unreachable())
    const dialog = within(screen.getByRole('dialog', { name: 'Đặt trước: Đèn gốm men trắng' }))
    await type(dialog.getByLabelText(/Nhận đặt tất cả/), '5')
    await tap(dialog.getByRole('button', { name: 'Lưu' }))
    expect(await dialog.findByText(/Đã hứa hoặc đã về 8 món/)).toBeTruthy()
    await type(dialog.getByLabelText(/Nhận đặt tất cả/), '9')
    await tap(dialog.getByRole('button', { name: 'Lưu' }))
    expect(await goods().findByText(/đã hứa 7 · còn nhận 1 · đã về 1/)).toBeTruthy()
  })

  it('an arrival says before and after what it does', async () => {
    await open({ me: 'dung' })
    await tap((await goods().findAllByRole('button', { name: 'Hàng về …' }))[0] ?? expect.unreachable())
    const dialog = within(screen.getByRole('dialog', { name: 'Hàng về: Đèn gốm men trắng' }))
    await type(dialog.getByLabelText(/Bao nhiêu món về/), '10')
    expect(dialog.getByText(/7 món cho người đã đặt, ai đặt trước nhận trước; 3 món lên kệ bán/)).toBeTruthy()
    await tap(dialog.getByRole('button', { name: 'Ghi hàng về' }))
    expect(await dialog.findByText('7 món đã thuộc về người đặt trước, 3 món lên kệ bán.')).toBeTruthy()
    expect(dialog.queryByRole('button', { name: 'Ghi hàng về' })).toBeNull()
  })

  it('without a network it shows what was seen last, says as of when, and why an arrival has to wait', async () => {
    const { terminal } = await open({ me: 'dung' })
    await tap((await goods().findAllByRole('button', { name: 'Hàng về …' }))[0] ?? expect.unreachable())
    act(() => terminal.status.update((status) => ({ ...status, connection: 'offline' })))
    const dialog = within(screen.getByRole('dialog', { name: 'Hàng về: Đèn gốm men trắng' }))
    expect(dialog.getByText(/chỉ máy chủ biết ai đặt trước ai/)).toBeTruthy()
    expect(dialog.getByRole('button', { name: 'Ghi hàng về' }).hasAttribute('disabled')).toBe(true)
    await tap(dialog.getAllByRole('button', { name: 'Đóng' })[0] ?? expect.unreachable())
    expect(await goods().findByText(/Số hàng sắp về là của lúc \d\d:\d\d/)).toBeTruthy()
    expect(goods().getByText(/đã hứa 7/)).toBeTruthy()
    expect(group('Chờ tiền').getByRole('button', { name: /Anh Duy/ })).toBeTruthy()
  })
})
