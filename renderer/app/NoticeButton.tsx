import { Button } from '@mantine/core'
import { type PointerEvent, type ReactNode, useRef } from 'react'

/** How far a finger may tremble between going down and up. */
const tremblePx = 12

interface NoticeButtonProps {
  /** Done once, however often it is pressed: the notice goes with it. */
  readonly onPress: () => void
  readonly children: ReactNode
}

/**
 * The button of a notice. Notices move as others come and go, and of a button that moved under the pointer no click comes: hence what went down on it
 * counts as soon as it comes up at the same place, whatever stands there by then. Keys and programs that read screens click.
 */
export const NoticeButton = ({ onPress, children }: NoticeButtonProps) => {
  const down = useRef<{ readonly x: number; readonly y: number } | null>(null)
  const isDone = useRef(false)
  const press = (): void => {
    if (isDone.current) return
    isDone.current = true
    onPress()
  }
  const onDown = (event: PointerEvent<HTMLButtonElement>): void => {
    if (event.button !== 0) return
    down.current = { x: event.clientX, y: event.clientY }
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onUp = ({ clientX, clientY }: PointerEvent<HTMLButtonElement>): void => {
    const from = down.current
    down.current = null
    if (from !== null && Math.hypot(clientX - from.x, clientY - from.y) < tremblePx) press()
  }
  return (
    <Button
      variant="light"
      size="sm"
      onPointerDown={onDown}
      onPointerUp={onUp}
      onPointerCancel={() => {
        down.current = null
      }}
      onClick={press}
    >
      {children}
    </Button>
  )
}
