import { act, fireEvent, screen, within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { QuestionError } from '../../../app/questions.ts'
import { openFromMore, renderApp } from '../../../testing/renderApp.tsx'

const tap = (element: HTMLElement) => act(async () => fireEvent.click(element))

it('a manager erases a customer: is told how much, is asked, and is told what was done; offline it says so', async () => {
  const { ground } = renderApp({ me: 'dung' })
  const erase = vi.spyOn(ground.questions, 'eraseCustomer')
  await openFromMore('Cài đặt')
  const part = within(await screen.findByRole('region', { name: /^Xoá thông tin khách/ }))
  const look = async (text: string) => {
    fireEvent.change(part.getByLabelText('Điện thoại hoặc email của khách'), { target: { value: text } })
    await tap(part.getByRole('button', { name: 'Tìm' }))
  }
  await look('Mai')
  expect(part.getByText('Cần đủ số điện thoại, hoặc một email')).toBeTruthy()
  await look('0901 234 567')
  expect(await part.findByText('Sẽ xoá: 2 đơn hàng, 1 lượt đặt, 3 lần giữ hàng.')).toBeTruthy()
  await tap(part.getByRole('button', { name: /^Xoá vĩnh viễn/ }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Xoá thông tin của 0901 234 567?' }))
  expect(erase).not.toHaveBeenCalled()
  await tap(dialog.getByRole('button', { name: 'Xoá vĩnh viễn' }))
  expect(await part.findByText('Đã xoá thông tin khách')).toBeTruthy()
  expect(erase.mock.calls.map(([whom]) => whom)).toEqual([{ phone: '0901 234 567' }])
  vi.spyOn(ground.questions, 'lookForCustomer').mockRejectedValue(new QuestionError('offline'))
  await look('0901 234 568')
  expect(part.queryByText('Có thông tin của khách này')).toBeNull()
  expect(await part.findByText(/mạng/)).toBeTruthy()
})
