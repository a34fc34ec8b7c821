// @vitest-environment happy-dom
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

  it('what the hub refuses is said, and nothing counts as saved', async () => {
    const { ground } = await open()
    vi.spyOn(ground.questions, 'saveResource').mockResolvedValue(false)
    const dialog = await change('Ngọc')
    await tap(dialog.getByRole('button', { name: 'Lưu' }))
    expect(await dialog.findByText('Mã này đã có')).toBeTruthy()
  })
})
