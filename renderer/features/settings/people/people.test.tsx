import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { openFromMore, renderApp } from '../../../testing/renderApp.tsx'

const open = async (me: string) => {
  const app = renderApp({ me })
  await openFromMore('Cài đặt')
  const part = within(await screen.findByRole('region', { name: 'Nhân viên' }))
  await part.findByText('Nguyễn Thị Lan')
  return { ...app, part }
}
const tap = (element: HTMLElement) => act(async () => fireEvent.click(element))
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })

it('a manager adds somebody with a PIN, and is told what is missing before anything is sent', async () => {
  const { ground, part } = await open('dung')
  const save = vi.spyOn(ground.questions, 'savePerson')
  await tap(part.getByRole('button', { name: 'Thêm nhân viên' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Thêm nhân viên' }))
  type(dialog.getByLabelText(/^Tên/), 'Lê Văn Tám')
  type(dialog.getByLabelText(/^Mã PIN/), '12')
  await tap(dialog.getByRole('button', { name: 'Lưu' }))
  expect(save).not.toHaveBeenCalled()
  type(dialog.getByLabelText(/^Mã PIN/), '2468')
  await tap(dialog.getByRole('button', { name: 'Lưu' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  const tam = { id: 'le-van-tam', isNew: true, name: 'Lê Văn Tám', role: 'staff', active: true, pin: '2468' }
  expect(save.mock.calls).toEqual([[tam]])
})

it('a manager is offered nobody above them, and no other role for themselves; what the hub refuses is said', async () => {
  const { ground, part } = await open('dung')
  expect(part.queryByRole('button', { name: 'Sửa Võ Tuyết Mai' })).toBeNull()
  await tap(part.getByRole('button', { name: 'Sửa Phạm Văn Dũng' }))
  const mine = within(await screen.findByRole('dialog'))
  expect(mine.getAllByRole('radio')).toHaveLength(1)
  expect(mine.queryByRole('button', { name: 'Đã nghỉ làm' })).toBeNull()
  await tap(mine.getByRole('button', { name: 'Thôi' }))
  vi.spyOn(ground.questions, 'savePerson').mockResolvedValue('gone')
  await tap(part.getByRole('button', { name: 'Sửa Nguyễn Thị Lan' }))
  const hers = within(await screen.findByRole('dialog'))
  await tap(hers.getByRole('button', { name: 'Đã nghỉ làm' }))
  expect(await hers.findByText('Không còn người này nữa')).toBeTruthy()
})

it('that somebody could not be taken back is said in their row', async () => {
  const { ground } = renderApp({ me: 'dung' })
  const gone = { id: 'tu', name: 'Tư', role: 'staff', active: false } as const
  vi.spyOn(ground.questions, 'people').mockResolvedValue([gone])
  const save = vi.spyOn(ground.questions, 'savePerson').mockResolvedValue('beyond_role')
  await openFromMore('Cài đặt')
  const part = within(await screen.findByRole('region', { name: 'Nhân viên' }))
  await tap(await part.findByRole('button', { name: 'Nhận lại Tư' }))
  expect(save.mock.calls).toEqual([[{ ...gone, isNew: false, active: true }]])
  expect(await part.findByText('Vai trò của bạn không sửa được người này')).toBeTruthy()
})

it('anybody changes their own PIN from their name: a wrong old one is said, and nothing is sent that does not fit', async () => {
  const { ground } = renderApp({ me: 'lan' })
  const change = vi.spyOn(ground.questions, 'changePin').mockResolvedValueOnce({ became: 'wrong' })
  await screen.findByText('Sẵn sàng cho khách tiếp theo')
  fireEvent.click(screen.getByRole('button', { name: /^Nguyễn Thị Lan/ }))
  fireEvent.click(await screen.findByRole('menuitem', { name: /Đổi mã PIN/ }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Đổi mã PIN của bạn' }))
  const send = () => tap(dialog.getByRole('button', { name: 'Đổi mã PIN' }))
  type(dialog.getByLabelText(/^Mã PIN hiện tại/), '1111')
  type(dialog.getByLabelText(/^Mã PIN mới/), '2468')
  type(dialog.getByLabelText(/^Nhập lại/), '2469')
  await send()
  expect(await dialog.findByText('Chưa giống mã ở trên')).toBeTruthy()
  expect(change).not.toHaveBeenCalled()
  type(dialog.getByLabelText(/^Nhập lại/), '2468')
  await send()
  expect(await dialog.findByText('Mã PIN hiện tại chưa đúng')).toBeTruthy()
  type(dialog.getByLabelText(/^Mã PIN hiện tại/), '1122')
  await send()
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(change.mock.lastCall).toEqual([{ oldPin: '1122', newPin: '2468' }])
})
