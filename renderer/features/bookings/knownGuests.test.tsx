import { act, fireEvent, screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { renderApp } from '../../testing/renderApp.tsx'

const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key })

it('a known guest is taken from the suggestions by the arrows and Enter, and the keys are back where it was typed', async () => {
  renderApp({ rooms: true })
  await screen.findByRole('link', { name: 'Lịch hẹn' })
  await act(async () => fireEvent.keyDown(window, { key: 'F7' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Đặt lịch mới' }))
  const phone = dialog.getByLabelText('Điện thoại')
  fireEvent.change(phone, { target: { value: '0909' } })
  fireEvent.change(phone, { target: { value: '090' } })
  const known = within(dialog.getByRole('group', { name: 'Khách quen' })).getAllByRole('button')
  expect(known.length).toBeGreaterThan(1)
  phone.focus()
  press('ArrowDown')
  expect(document.activeElement).toBe(known[0])
  press('ArrowDown')
  expect(document.activeElement).toBe(known[1])
  press('ArrowUp')
  press('ArrowUp')
  expect(document.activeElement).toBe(phone)
  press('ArrowDown')
  // A browser clicks a button that has the keys when Enter goes down.
  fireEvent.click(known[0] ?? phone)
  expect(document.activeElement).toBe(phone)
  const name = dialog.getByLabelText('Tên khách')
  expect(name instanceof HTMLInputElement ? name.value : '').not.toBe('')
})
