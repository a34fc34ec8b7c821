import type { SeatState } from '../../../shared/seating/seatStates.ts'
import { followGestures } from './gestures.ts'
import type { HallMap } from './hall.ts'
import { type Direction, neighbourOf } from './neighbour.ts'
import { createPainter, seatPart } from './paint.ts'
import { type Palette, paletteOf } from './palette.ts'
import type { MapSeat, Point, SeatLook } from './seat.ts'
import { fit, keepIn, panBy, reveal, type Size, toPlan, type View, zoomAt } from './view.ts'

export interface SeatMapOptions {
  readonly hall: HallMap
  /** By category. */
  readonly colors: ReadonlyMap<string, string>
  /** A seat was tapped, or Enter was pressed on it. */
  readonly onChoose: (seat: string) => void
  /** The cursor stands on a seat now. */
  readonly onCursor: (seat: MapSeat, look: SeatLook) => void
}

export interface SeatMap {
  /** Seats that are otherwise from now on; drawn with the next frame, however many calls there were. */
  apply(changes: readonly { readonly seat: string; readonly state: SeatState }[]): void
  /** Whoever looks has these. */
  setMine(seats: ReadonlySet<string>): void
  lookOf(seat: string): SeatLook
  zoom(factor: number): void
  showAll(): void
  /** Colours have changed. */
  repaint(): void
  close(): void
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** Seats smaller than this cannot be met; a tap comes nearer instead. */
const leastTarget = { fine: 9, coarse: 18 } as const
/** How large they are then. */
const zoomedSeat = 34

/** A hall on a canvas, which has to be focusable, of some size, and named for screen readers. */
export const createSeatMap = (canvas: HTMLCanvasElement, options: SeatMapOptions): SeatMap => {
  const { hall, colors, onChoose, onCursor } = options
  const ctx = canvas.getContext('2d', { alpha: false })
  if (ctx === null) throw new Error('this browser draws nothing on a canvas')
  const paint = createPainter(ctx)
  const states: SeatState[] = hall.seats.map(() => 'blocked')
  const mine = new Set<number>()
  const closing = new AbortController()
  const { signal } = closing
  let palette: Palette = paletteOf(canvas)
  let size: Size = { width: 1, height: 1 }
  let view: View | null = null
  let cursor = -1
  let frame = 0

  const lookAt = (index: number): SeatLook => (mine.has(index) ? 'mine' : (states[index] ?? 'blocked'))
  const seatPixels = (): number => hall.step * (view?.scale ?? 0) * seatPart

  const draw = (): void => {
    frame = 0
    if (view === null) return
    const ratio = canvas.width / size.width
    paint({ hall, view, size, ratio, palette, colors, lookOf: lookAt, cursor: isFocused() ? cursor : -1 })
  }
  const isFocused = (): boolean => document.activeElement === canvas
  const request = (): void => {
    if (frame === 0 && !signal.aborted) frame = requestAnimationFrame(draw)
  }
  const look = (next: View): void => {
    view = keepIn(next, hall.bounds, size, hall.step)
    request()
  }
  const change = (by: (view: View) => View): void => {
    if (view !== null) look(by(view))
  }

  const resize = (): void => {
    const { width, height } = canvas.getBoundingClientRect()
    if (width === 0 || height === 0) return
    const ratio = Math.min(2, devicePixelRatio)
    size = { width, height }
    canvas.width = Math.round(width * ratio)
    canvas.height = Math.round(height * ratio)
    view = keepIn(view ?? fit(hall.bounds, size), hall.bounds, size, hall.step)
    draw()
  }
  const observer = new ResizeObserver(resize)
  observer.observe(canvas)

  const putCursor = (index: number): void => {
    const seat = hall.seats[index]
    if (seat === undefined) return
    cursor = index
    change((now) => {
      const near = seatPixels() >= leastTarget.fine ? now : zoomTo(now, seat)
      return reveal(near, seat, size, Math.min(80, size.width / 4))
    })
    request()
    onCursor(seat, lookAt(index))
  }
  const zoomTo = (now: View, { x, y }: Point): View => {
    const at = { x: x * now.scale + now.x, y: y * now.scale + now.y }
    return zoomAt(now, at, zoomedSeat / seatPixels())
  }
  const nearestTo = (at: Point, reach: number): number =>
    view === null ? -1 : hall.grid.nearest(toPlan(view, at), reach / view.scale)

  followGestures(
    canvas,
    {
      pan: (dx, dy) => change((now) => panBy(now, dx, dy)),
      zoom: (at, factor) => change((now) => zoomAt(now, at, factor)),
      tap: (at, coarse) => {
        const pixels = seatPixels()
        const index = nearestTo(at, Math.max(pixels * 0.7, coarse ? 22 : 8))
        const seat = hall.seats[index]
        if (seat === undefined) return
        if (pixels < leastTarget[coarse ? 'coarse' : 'fine']) return change((now) => zoomTo(now, seat))
        cursor = index
        request()
        onChoose(seat.seat)
      },
    },
    signal,
  )

  const press = (event: KeyboardEvent): void => {
    const direction = directions[event.key]
    if (direction !== undefined) {
      // From nowhere the cursor begins in the middle of what is seen.
      const middle = { x: size.width / 2, y: size.height / 2 }
      const first = Math.max(0, nearestTo(middle, Math.max(size.width, size.height)))
      putCursor(cursor < 0 ? first : neighbourOf(hall, cursor, direction))
    } else if (event.key === 'Enter' || event.key === ' ') {
      const seat = hall.seats[cursor]
      if (seat !== undefined) onChoose(seat.seat)
    } else if (event.key === '+' || event.key === '=') map.zoom(1.4)
    else if (event.key === '-') map.zoom(1 / 1.4)
    else if (event.key === '0') map.showAll()
    else return
    event.preventDefault()
  }
  canvas.addEventListener('keydown', press, { signal })
  canvas.addEventListener('focus', request, { signal })
  canvas.addEventListener('blur', request, { signal })

  const map: SeatMap = {
    apply: (changes) => {
      for (const { seat, state } of changes) {
        const index = hall.indexOf.get(seat)
        if (index !== undefined) states[index] = state
      }
      request()
    },
    setMine: (seats) => {
      mine.clear()
      for (const seat of seats) {
        const index = hall.indexOf.get(seat)
        if (index !== undefined) mine.add(index)
      }
      request()
    },
    lookOf: (seat) => lookAt(hall.indexOf.get(seat) ?? -1),
    zoom: (factor) => change((now) => zoomAt(now, { x: size.width / 2, y: size.height / 2 }, factor)),
    showAll: () => change(() => fit(hall.bounds, size)),
    repaint: () => {
      palette = paletteOf(canvas)
      request()
    },
    close: () => {
      closing.abort()
      observer.disconnect()
      cancelAnimationFrame(frame)
    },
  }
  return map
}
