import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { openFromMore, renderApp } from '../../../testing/renderApp.tsx'
import type { Script } from '../../../testing/scriptedTerminal.ts'

const open = async (script: Script = {}) => {
  const app = renderApp({ rooms: true, me: 'dung', ...script })
  await openFromMore('Cài đặt')
  await screen.findByRole('region', { name: 'Những gì đặt được' })
  return app
}
const tap = (element: HTMLElement) => act(async () => fireEvent.click(element))
const change = async (name: string) => {
  await tap(screen.getByRole('button', { name: `Sửa ${name}` }))
  return within(await screen.findByRole('dialog', { name: `Sửa ${name}` }))
}
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })

describe('what can be booked, in the settings', () => {
  it('a service is changed as a whole: what was not touched is sent as it was', async () => {
    const { ground } = await open()
    const save = vi.spyOn(ground.questions, 'saveService')
    const dialog = await change('Ăn tại bàn')
    type(dialog.getByLabelText(/^Kéo dài bao nhiêu phút/), '4')
    await tap(dialog.getByRole('button', { name: 'Lưu' }))
    expect(dialog.getByText('Số nguyên từ 5 đến 1.440')).toBeTruthy()
    expect(save).not.toHaveBeenCalled()
    type(dialog.getByLabelText(/^Kéo dài bao nhiêu phút/), '105')
    await tap(dialog.getByRole('button', { name: 'Cần thêm' }))
    type(dialog.getByLabelText('Kỹ năng cho thứ cần 2'), 'sommelier')
    await tap(dialog.getByRole('button', { name: 'Lưu' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(save.mock.calls[0]?.[0]).toEqual({
      ...{ code: 'ban', isNew: false },
      service: {
        ...{ name: 'Ăn tại bàn', durationMinutes: 105, confirmWithinSeconds: 900, cancelFreeUntilMinutes: 60 },
        ...{ needs: [{ kind: 'table' }, { kind: 'staff', skill: 'sommelier' }], noShowAfterMinutes: 20 },
      },
    })
    expect(await screen.findByText(/Đã lưu: Ăn tại bàn/)).toBeTruthy()
  })

  it('without a network it says that nothing can be changed, and what was typed stays', async () => {
    await open({ offline: true })
    const dialog = await change('Cắt tóc')
    type(dialog.getByLabelText(/^Tên/), 'Cắt và gội')
    expect(dialog.getByText('Không có mạng thì chưa lưu được')).toBeTruthy()
    expect(dialog.getByRole('button', { name: 'Lưu' })).toHaveProperty('disabled', true)
    expect(dialog.getByDisplayValue('Cắt và gội')).toBeTruthy()
  })

  it('a person is taken out of use only after it was said how much is still booked on them, and brought back', async () => {
    const { ground } = await open()
    const firstAt = Date.parse('2026-11-29T09:30:00+07:00')
    vi.spyOn(ground.questions, 'aheadOf').mockResolvedValue({ bookings: 3, firstAt })
    const setInUse = vi.spyOn(ground.questions, 'setInUse')
    const outOfUse = vi.spyOn(ground.questions, 'outOfUse')
    const form = await change('Ngọc')
    await tap(form.getByRole('button', { name: 'Ngừng dùng' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Ngừng dùng Ngọc?' }))
    expect(await dialog.findByText('Còn 3 lịch hẹn phía trước')).toBeTruthy()
    expect(dialog.getByText(/Sớm nhất lúc 09:30 29\/11/)).toBeTruthy()
    expect(setInUse).not.toHaveBeenCalled()
    outOfUse.mockResolvedValue([{ code: 'ngọc', kind: 'staff', name: 'Ngọc', bookings: 3, firstAt }])
    await tap(dialog.getByRole('button', { name: 'Ngừng dùng' }))
    expect(setInUse.mock.calls).toEqual([['ngọc', false]])
    await tap(await screen.findByRole('button', { name: 'Dùng lại Ngọc' }))
    expect(setInUse).toHaveBeenLastCalledWith('ngọc', true)
  })

  it('without a network nobody is taken out of use: it is not known what is booked', async () => {
    await open({ offline: true })
    const form = await change('Ngọc')
    await tap(form.getByRole('button', { name: 'Ngừng dùng' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Ngừng dùng Ngọc?' }))
    expect(await dialog.findByText('Việc này cần có mạng')).toBeTruthy()
    expect(dialog.getByRole('button', { name: 'Ngừng dùng' })).toHaveProperty('disabled', true)
  })

  it('what the hub refuses is said, and nothing counts as saved', async () => {
    const { ground } = await open()
    vi.spyOn(ground.questions, 'saveResource').mockResolvedValue(false)
    const dialog = await change('Ngọc')
    await tap(dialog.getByRole('button', { name: 'Lưu' }))
    expect(await dialog.findByText('Mã này đã có')).toBeTruthy()
  })
})
