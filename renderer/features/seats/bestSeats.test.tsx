import { act, fireEvent, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import type { SeatAnswer } from '../../app/terminal.ts'
import { renderApp } from '../../testing/renderApp.tsx'

it('the best seats are asked for once, however often the button is pressed until the hub has answered', async () => {
  const { terminal } = renderApp({ cinema: true })
  const answers: ((value: SeatAnswer) => void)[] = []
  const asked = vi
    .spyOn(terminal.boxOffice, 'takeBest')
    .mockImplementation(() => new Promise((resolve) => void answers.push(resolve)))
  fireEvent.click(await screen.findByRole('link', { name: 'Ghế' }))
  const [event] = terminal.boxOffice.events.get()
  fireEvent.click(await screen.findByText(event?.name ?? ''))
  const form = (await screen.findByRole('button', { name: 'Lấy chỗ tốt nhất' })).closest('form')
  const submit = () => act(async () => fireEvent.submit(form ?? document.body))
  await submit()
  await submit()
  expect(asked).toHaveBeenCalledTimes(1)
  await act(async () => answers[0]?.({ ok: true, seats: ['A1', 'A2'] }))
  await submit()
  expect(asked).toHaveBeenCalledTimes(2)
})
