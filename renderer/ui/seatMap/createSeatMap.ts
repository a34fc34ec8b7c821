import { followGestures } from './gestures.ts'
import type { HallMap } from './hall.ts'
import { type Direction, neighbourOf } from './neighbour.ts'
import { createPainter, seatPart } from './paint.ts'
import { type Palette, paletteOf } from './palette.ts'
import type { Box, MapSeat, MapState, Point, SeatLook } from './seat.ts'
import { fit, keepIn, panBy, reveal, type Size, toPlan, type View, zoomAt } from './view.ts'

export interface SeatMapOptions {
  readonly hall: HallMap
  /** By category. */
  readonly colors: ReadonlyMap<string, string>
  /** A seat was tapped, or Enter was pressed on it. */
  readonly onChoose: (seat: string) => void
  /** The cursor stands on a seat now. */
  readonly onCursor: (seat: MapSeat, look: SeatLook) => void
  /** While a rectangle can be drawn: seats within one, or those that the cursor passed with Shift. */
  readonly onMark?: (seats: readonly string[]) => void
}

export interface SeatMap {
  /** Seats that are otherwise from now on; drawn with the next frame, however many calls there were. */
  apply(changes: readonly { readonly seat: string; readonly state: MapState }[]): void
  /** Whoever looks has these. */
  setMine(seats: ReadonlySet<string>): void
  /** These were chosen to do something with. */
  setChosen(seats: ReadonlySet<string>): void
  /** A drag draws a rectangle instead of moving the view; two fingers still move it. */
  setMarking(marking: boolean): void
  /** What is not mine or ours is shown as it was last known. */
  setFaded(faded: boolean): void
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
  const states: MapState[] = hall.seats.map(() => 'blocked')
  const mine = new Set<number>()
  const chosen = new Set<number>()
  let marquee: Box | null = null
  let marking = false
  let faded = false
  const closing = new AbortController()
  const { signal } = closing
  let palette: Palette = paletteOf(canvas)
  let size: Size = { width: 1, height: 1 }
  let view: View | null = null
  /** Nobody came nearer yet: whatever room there is, all of it is shown. */
  let isWhole = true
  let cursor = -1
  let frame = 0

  const lookAt = (index: number): SeatLook => (mine.has(index) ? 'mine' : (states[index] ?? 'blocked'))
  const seatPixels = (): number => hall.step * (view?.scale ?? 0) * seatPart

  const draw = (): void => {
    frame = 0
    if (view === null) return
    const ratio = canvas.width / size.width
    const shown = { hall, view, size, ratio, palette, colors, lookOf: lookAt, chosen, marquee, faded }
    paint({ ...shown, cursor: isFocused() ? cursor : -1 })
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
    if (view === null) return
    const next = by(view)
    // The cursor on a seat that is in sight leaves the view as it is.
    if (next.x !== view.x || next.y !== view.y || next.scale !== view.scale) isWhole = false
    look(next)
  }
  const showAll = (): void => {
    isWhole = true
    look(fit(hall.bounds, size))
  }

  const resize = (): void => {
    const { width, height } = canvas.getBoundingClientRect()
    if (width === 0 || height === 0) return
    const ratio = Math.min(2, devicePixelRatio)
    size = { width, height }
    canvas.width = Math.round(width * ratio)
    canvas.height = Math.round(height * ratio)
    view = keepIn(view === null || isWhole ? fit(hall.bounds, size) : view, hall.bounds, size, hall.step)
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

  const seatsIn = (box: Box): string[] => {
    if (view === null) return []
    const [from, to] = [toPlan(view, { x: box.left, y: box.top }), toPlan(view, { x: box.right, y: box.bottom })]
    const found: string[] = []
    hall.grid.within({ left: from.x, top: from.y, right: to.x, bottom: to.y }, (index) => {
      const seat = hall.seats[index]
      if (seat !== undefined && seat.x >= from.x && seat.x <= to.x && seat.y >= from.y && seat.y <= to.y)
        found.push(seat.seat)
    })
    return found
  }

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
      isMarking: () => marking,
      mark: (from, to, done) => {
        const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)]
        const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)]
        marquee = done ? null : { left, top, right, bottom }
        request()
        if (done) options.onMark?.(seatsIn({ left, top, right, bottom }))
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
      const before = hall.seats[cursor]
      putCursor(cursor < 0 ? first : neighbourOf(hall, cursor, direction))
      const after = hall.seats[cursor]
      if (marking && event.shiftKey && before !== undefined && after !== undefined)
        options.onMark?.([before.seat, after.seat])
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

  const fill = (set: Set<number>, seats: ReadonlySet<string>): void => {
    set.clear()
    for (const seat of seats) {
      const index = hall.indexOf.get(seat)
      if (index !== undefined) set.add(index)
    }
    request()
  }

  const map: SeatMap = {
    apply: (changes) => {
      for (const { seat, state } of changes) {
        const index = hall.indexOf.get(seat)
        if (index !== undefined) states[index] = state
      }
      request()
    },
    setMine: (seats) => fill(mine, seats),
    setChosen: (seats) => fill(chosen, seats),
    setMarking: (isMarking) => {
      marking = isMarking
    },
    setFaded: (isFaded) => {
      faded = isFaded
      request()
    },
    lookOf: (seat) => lookAt(hall.indexOf.get(seat) ?? -1),
    zoom: (factor) => change((now) => zoomAt(now, { x: size.width / 2, y: size.height / 2 }, factor)),
    showAll,
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
