import { MantineProvider } from '@mantine/core'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { renderApp } from '../testing/renderApp.tsx'
import { NoticeButton } from './NoticeButton.tsx'

afterEach(cleanup)

const show = () => {
  const onPress = vi.fn()
  render(
    <MantineProvider>
      <NoticeButton onPress={onPress}>Undo</NoticeButton>
    </MantineProvider>,
  )
  return { onPress, button: screen.getByRole('button', { name: 'Undo' }) }
}
const at = (clientX: number, clientY: number) => ({ clientX, clientY, button: 0, pointerId: 1 })

describe('the button of a notice', () => {
  it('counts when it is let go where it was pressed, though it has moved away from there and no click comes', () => {
    const { onPress, button } = show()
    fireEvent.pointerDown(button, at(50, 50))
    fireEvent.pointerUp(button, at(52, 49))
    expect(onPress).toHaveBeenCalledOnce()
  })

  it('counts once, however many clicks come of it', () => {
    const { onPress, button } = show()
    fireEvent.pointerDown(button, at(50, 50))
    fireEvent.pointerUp(button, at(50, 50))
    fireEvent.click(button)
    fireEvent.click(button)
    expect(onPress).toHaveBeenCalledOnce()
  })

  it('counts by a key, which only clicks', () => {
    const { onPress, button } = show()
    fireEvent.click(button)
    expect(onPress).toHaveBeenCalledOnce()
  })

  it('does not count when the finger moves away, or the screen is swiped', () => {
    const { onPress, button } = show()
    fireEvent.pointerDown(button, at(50, 50))
    fireEvent.pointerUp(button, at(90, 50))
    fireEvent.pointerDown(button, at(50, 50))
    fireEvent.pointerCancel(button, at(50, 50))
    fireEvent.pointerUp(button, at(50, 50))
    expect(onPress).not.toHaveBeenCalled()
  })
})

const tapFirst = async (name: string) => {
  const [button] = await screen.findAllByRole('button', { name })
  if (button !== undefined) await act(async () => fireEvent.click(button))
}
const said = () => screen.queryAllByRole('alert').map(({ textContent }) => textContent)

it('what is said of a booking stands below what was said before: it does not fall when that goes', async () => {
  renderApp({ rooms: true })
  fireEvent.click(within(await screen.findByRole('navigation')).getByRole('link', { name: 'Lịch hẹn' }))
  await tapFirst('Khách đến')
  await waitFor(() => expect(said()).toHaveLength(1))
  await tapFirst('Thêm 15 phút')
  await waitFor(() => expect(said().join()).toContain('Hoàn tác'))
  expect(said().at(-1)).toContain('Hoàn tác')
})
