import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { openFromMore, renderApp } from '../../../testing/renderApp.tsx'

const tap = (element: HTMLElement) => act(async () => fireEvent.click(element))

it('an owner adds a location with the time zone of this place', async () => {
  const { ground } = renderApp({ me: 'mai' })
  await openFromMore('Cài đặt')
  const part = within(await screen.findByRole('region', { name: 'Chi nhánh' }))
  expect(part.getAllByRole('listitem')).toHaveLength(2)
  const save = vi.spyOn(ground.questions, 'saveLocation')
  await tap(part.getByRole('button', { name: 'Thêm chi nhánh' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Thêm chi nhánh' }))
  await tap(dialog.getByRole('button', { name: 'Lưu' }))
  expect(save).not.toHaveBeenCalled()
  fireEvent.change(dialog.getByLabelText(/^Tên/), { target: { value: 'tiệm mây · thủ đức' } })
  await tap(dialog.getByRole('button', { name: 'Lưu' }))
  expect(dialog.getByText('Đã có chi nhánh mang tên này')).toBeTruthy()
  expect(save).not.toHaveBeenCalled()
  fireEvent.change(dialog.getByLabelText(/^Tên/), { target: { value: 'Tiệm Mây · Đà Lạt' } })
  await tap(dialog.getByRole('button', { name: 'Lưu' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(save.mock.calls[0]?.[0]).toEqual({
    ...{ code: 'tiem-may-da-lat', isNew: true, name: 'Tiệm Mây · Đà Lạt', timeZone: 'Asia/Ho_Chi_Minh' },
  })
})
