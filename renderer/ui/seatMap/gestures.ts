import type { Point } from './seat.ts'

export interface GestureEvents {
  pan(dx: number, dy: number): void
  zoom(at: Point, factor: number): void
  /** @param coarse a finger, which cannot point exactly */
  tap(at: Point, coarse: boolean): void
  /** True while a drag draws a rectangle instead of moving the view. */
  isMarking(): boolean
  /** A rectangle is drawn; `done` when the pointer is lifted. */
  mark(from: Point, to: Point, done: boolean): void
}

/** A pointer that moved less than so many pixels meant to tap. */
const leastDrag = 8

/** Makes taps, drags, pinches and turns of the wheel out of what happens on an element. */
export const followGestures = (element: HTMLElement, events: GestureEvents, signal: AbortSignal): void => {
  const pointers = new Map<number, Point>()
  let start: Point | null = null
  let marking = false
  let dragging = false

  const at = (event: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const other = (id: number): Point | null => {
    for (const [one, point] of pointers) if (one !== id) return point
    return null
  }

  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return
      element.setPointerCapture(event.pointerId)
      pointers.set(event.pointerId, at(event))
      if (pointers.size === 1) {
        start = at(event)
        dragging = false
        marking = events.isMarking()
      } else {
        dragging = true
        marking = false
      }
    },
    { signal },
  )
  element.addEventListener(
    'pointermove',
    (event) => {
      const before = pointers.get(event.pointerId)
      if (before === undefined) return
      const now = at(event)
      if (!dragging && start !== null && Math.hypot(now.x - start.x, now.y - start.y) < leastDrag) return
      dragging = true
      pointers.set(event.pointerId, now)
      const fixed = other(event.pointerId)
      if (marking && start !== null) return events.mark(start, now, false)
      if (fixed === null) return events.pan(now.x - before.x, now.y - before.y)
      const [from, to] = [distance(before, fixed), distance(now, fixed)]
      if (from > 0 && to > 0) events.zoom({ x: (now.x + fixed.x) / 2, y: (now.y + fixed.y) / 2 }, to / from)
      events.pan((now.x - before.x) / 2, (now.y - before.y) / 2)
    },
    { signal },
  )
  const lift = (event: PointerEvent): void => {
    if (!pointers.delete(event.pointerId)) return
    if (marking && dragging && start !== null) {
      marking = false
      return events.mark(start, at(event), true)
    }
    if (event.type === 'pointerup' && !dragging && pointers.size === 0)
      events.tap(at(event), event.pointerType === 'touch')
  }
  element.addEventListener('pointerup', lift, { signal })
  element.addEventListener('pointercancel', lift, { signal })
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      events.zoom(at(event), Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0018)))
    },
    { signal, passive: false },
  )
}

const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y)
