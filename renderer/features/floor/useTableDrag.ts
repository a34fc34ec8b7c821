import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { gridCm, onGrid, type Placed } from './planLayout.ts'

interface Dragged {
  readonly code: string
  readonly x: number
  readonly y: number
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-gridCm, 0],
  ArrowRight: [gridCm, 0],
  ArrowUp: [0, -gridCm],
  ArrowDown: [0, gridCm],
}

/** Tables put into place by hand, or by the arrow keys. Without `onPlace` they stay where they are. */
export const useTableDrag = (scale: number, onPlace: ((code: string, x: number, y: number) => void) | undefined) => {
  const [dragged, setDragged] = useState<Dragged | null>(null)

  const moved = (each: Placed): Placed =>
    dragged?.code === each.code ? { ...each, placement: { ...each.placement, x: dragged.x, y: dragged.y } } : each

  const handlers = ({ code, placement }: Placed, onTaken: () => void) => {
    if (onPlace === undefined) return {}
    return {
      onPointerDown: (event: PointerEvent<HTMLButtonElement>) => {
        if (event.button !== 0) return
        const button = event.currentTarget
        const from = { x: event.clientX, y: event.clientY }
        let last = { x: placement.x, y: placement.y }
        button.setPointerCapture(event.pointerId)
        onTaken()
        const onMove = (move: globalThis.PointerEvent) => {
          last = {
            x: onGrid(placement.x + (move.clientX - from.x) / scale),
            y: onGrid(placement.y + (move.clientY - from.y) / scale),
          }
          setDragged({ code, ...last })
        }
        const stop = (kept: boolean) => {
          button.removeEventListener('pointermove', onMove)
          button.removeEventListener('pointerup', onUp)
          button.removeEventListener('pointercancel', onCancel)
          setDragged(null)
          if (kept && (last.x !== placement.x || last.y !== placement.y)) onPlace(code, last.x, last.y)
        }
        const onUp = () => stop(true)
        const onCancel = () => stop(false)
        button.addEventListener('pointermove', onMove)
        button.addEventListener('pointerup', onUp)
        button.addEventListener('pointercancel', onCancel)
      },
      onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => {
        const step = arrows[event.key]
        if (step === undefined) return
        event.preventDefault()
        onPlace(code, onGrid(placement.x + step[0]), onGrid(placement.y + step[1]))
      },
    }
  }

  return { moved, handlers }
}
