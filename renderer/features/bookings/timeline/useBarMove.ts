import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react'
import { useTerminal } from '../../../app/TerminalContext.tsx'
import type { BoardBooking, Obstacle } from '../../../app/terminal.ts'
import { useHostDesk } from '../HostDeskContext.tsx'
import { scrollAtEdges } from './edgeScroll.ts'
import { type Ghost, ghostOf, isMoved, moveGhost, quarterMs, resourcesOf, stretchGhost } from './timeline.ts'

/** How far a finger may tremble before a tap becomes a drag. */
const tremblePx = 5

export interface BarMove {
  readonly ghost: Ghost | null
  /** What stands in the way of where the bar would be, by the local rules, before it is let go. */
  readonly obstacle: Obstacle | null
  handlers(
    booking: BoardBooking,
    row: string,
  ): {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
    onClick: () => void
    onBlur: () => void
  }
}

const isFixed = ({ state }: BoardBooking): boolean => state === 'completed'

/** Bars dragged by hand or moved by keys; let go where nothing stands in the way, and the booking follows. */
export const useBarMove = (
  codes: readonly string[],
  scroller: RefObject<HTMLElement | null>,
  { quarterPx, rowPx }: { quarterPx: number; rowPx: number },
  onOpen: (booking: BoardBooking) => void,
): BarMove => {
  const { bookings } = useTerminal()
  const desk = useHostDesk()
  const [ghost, setGhost] = useState<Ghost | null>(null)
  const wasDragged = useRef(false)

  const obstacleOf = (moved: Ghost): Obstacle | null => {
    const { booking, start, end } = moved
    const question = { service: booking.service, start, lasts: end - start, party: booking.party, moving: booking.id }
    return bookings.choices({ ...question, resources: resourcesOf(moved) })[0]?.obstacles[0] ?? null
  }
  const keep = (moved: Ghost): void => {
    setGhost(null)
    if (!isMoved(moved)) return
    const { booking, start, end } = moved
    void desk.move(booking.id, { start, lasts: end - start, resources: resourcesOf(moved) })
  }
  const neighbour = (row: string, by: number): string => {
    const at = Math.min(codes.length - 1, Math.max(0, codes.indexOf(row) + by))
    return codes[at] ?? row
  }

  const begin = (event: PointerEvent<HTMLElement>, booking: BoardBooking, row: string): void => {
    wasDragged.current = false
    const view = scroller.current
    if (event.button !== 0 || isFixed(booking) || view === null) return
    const bar = event.currentTarget
    const isEnd = event.target instanceof Element && event.target.closest('[data-end]') !== null
    // Within what is scrolled, so that a bar that is held still at an edge goes on with it.
    const placeOf = (x: number, y: number) => ({ x: x + view.scrollLeft, y: y + view.scrollTop })
    const from = placeOf(event.clientX, event.clientY)
    let pointer = { x: event.clientX, y: event.clientY }
    let last: Ghost = ghostOf(booking, row)
    bar.setPointerCapture(event.pointerId)
    const follow = () => {
      const { x, y } = placeOf(pointer.x, pointer.y)
      const [dx, dy] = [x - from.x, y - from.y]
      if (!wasDragged.current && Math.hypot(dx, dy) < tremblePx) return
      wasDragged.current = true
      scroll.pointAt(pointer)
      const quarters = Math.round(dx / quarterPx)
      const start = ghostOf(booking, row)
      last = isEnd ? stretchGhost(start, quarters) : moveGhost(start, quarters, neighbour(row, Math.round(dy / rowPx)))
      setGhost(last)
    }
    const scroll = scrollAtEdges(view, pointer, follow)
    const onMove = ({ clientX, clientY }: globalThis.PointerEvent) => {
      pointer = { x: clientX, y: clientY }
      follow()
    }
    const stop = (kept: boolean) => {
      scroll.stop()
      bar.removeEventListener('pointermove', onMove)
      bar.removeEventListener('pointerup', onUp)
      bar.removeEventListener('pointercancel', onCancel)
      window.removeEventListener('keydown', onEscape)
      if (kept && wasDragged.current && obstacleOf(last) === null) keep(last)
      else setGhost(null)
    }
    const onUp = () => stop(true)
    const onCancel = () => stop(false)
    const onEscape = (key: globalThis.KeyboardEvent) => key.key === 'Escape' && stop(false)
    bar.addEventListener('pointermove', onMove)
    bar.addEventListener('pointerup', onUp)
    bar.addEventListener('pointercancel', onCancel)
    window.addEventListener('keydown', onEscape)
  }

  /** Where a key leads from a ghost; null if it is no key of the timeline. */
  const stepOf = (event: KeyboardEvent, at: Ghost): Ghost | null => {
    const along = (at.start - at.booking.start) / quarterMs
    const longer = (at.end - at.start - (at.booking.end - at.booking.start)) / quarterMs
    const by = event.key === 'ArrowRight' ? 1 : -1
    switch (event.key) {
      case 'ArrowRight':
      case 'ArrowLeft':
        if (event.shiftKey)
          return { ...stretchGhost(at, 0), end: Math.max(at.start + quarterMs, at.end + by * quarterMs) }
        return moveGhost(
          { ...at, end: at.start + (at.booking.end - at.booking.start) + longer * quarterMs },
          along + by,
          at.to,
        )
      case 'ArrowUp':
        return { ...at, to: neighbour(at.to, -1) }
      case 'ArrowDown':
        return { ...at, to: neighbour(at.to, 1) }
      default:
        return null
    }
  }
  const onKey = (event: KeyboardEvent<HTMLElement>, booking: BoardBooking, row: string): void => {
    if (isFixed(booking)) return
    const own = ghost?.booking.id === booking.id ? ghost : null
    if (own !== null && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault()
      if (obstacleOf(own) === null) keep(own)
      return
    }
    if (event.key === 'Escape') return setGhost(null)
    const next = stepOf(event, own ?? ghostOf(booking, row))
    if (next === null) return
    event.preventDefault()
    setGhost(next)
  }

  return {
    ghost,
    obstacle: ghost === null ? null : obstacleOf(ghost),
    handlers: (booking, row) => ({
      onPointerDown: (event) => begin(event, booking, row),
      onKeyDown: (event) => onKey(event, booking, row),
      onClick: () => !wasDragged.current && onOpen(booking),
      // Only keys leave a ghost behind; whoever goes elsewhere has thought better of it.
      onBlur: () => setGhost(null),
    }),
  }
}
