import type { Palette } from './palette.ts'
import type { SeatLook } from './seat.ts'

/** Draws one seat into a square whose upper left corner is the origin. Every look has its own shape, so that colour is never the only sign. */
const shapes: Readonly<Record<SeatLook, (ctx: CanvasRenderingContext2D, size: number, color: string) => void>> = {
  free: (ctx, size) => {
    box(ctx, size, 0)
    ctx.fill()
    ctx.stroke()
  },
  mine: (ctx, size, color) => {
    box(ctx, size, 0)
    ctx.fill()
    mark(ctx, size, color, [
      [0.26, 0.54],
      [0.44, 0.72],
      [0.76, 0.3],
    ])
  },
  // A clock: somebody is about to decide.
  held: (ctx, size, color) => {
    ctx.beginPath()
    ctx.arc(size / 2, size / 2, size * 0.42, 0, Math.PI * 2)
    ctx.fill()
    ctx.stroke()
    mark(ctx, size, color, [
      [0.5, 0.26],
      [0.5, 0.52],
      [0.68, 0.62],
    ])
  },
  sold: (ctx, size, color) => {
    box(ctx, size, size * 0.12)
    ctx.fill()
    mark(ctx, size, color, [
      [0.34, 0.34],
      [0.66, 0.66],
    ])
    mark(ctx, size, color, [
      [0.66, 0.34],
      [0.34, 0.66],
    ])
  },
  blocked: (ctx, size, color) => {
    ctx.setLineDash([size * 0.14, size * 0.1])
    box(ctx, size, size * 0.1)
    ctx.fill()
    ctx.stroke()
    ctx.setLineDash([])
    mark(ctx, size, color, [
      [0.28, 0.72],
      [0.72, 0.28],
    ])
  },
  // A diamond: kept for somebody; full for us, hollow for another.
  ours: (ctx, size, color) => {
    box(ctx, size, 0)
    ctx.fill()
    ctx.stroke()
    ctx.fillStyle = color
    diamond(ctx, size, 0.27)
    ctx.fill()
  },
  theirs: (ctx, size, color) => {
    box(ctx, size, size * 0.08)
    ctx.fill()
    ctx.strokeStyle = color
    diamond(ctx, size, 0.24)
    ctx.stroke()
  },
}

const diamond = (ctx: CanvasRenderingContext2D, size: number, reach: number): void => {
  const [middle, out] = [size / 2, size * reach]
  ctx.beginPath()
  ctx.moveTo(middle, middle - out)
  ctx.lineTo(middle + out, middle)
  ctx.lineTo(middle, middle + out)
  ctx.lineTo(middle - out, middle)
  ctx.closePath()
}

const box = (ctx: CanvasRenderingContext2D, size: number, inset: number): void => {
  const edge = ctx.lineWidth / 2 + inset
  ctx.beginPath()
  ctx.roundRect(edge, edge, size - 2 * edge, size - 2 * edge, size * 0.22)
}

const mark = (
  ctx: CanvasRenderingContext2D,
  size: number,
  color: string,
  points: readonly (readonly [number, number])[],
): void => {
  ctx.save()
  ctx.strokeStyle = color
  ctx.lineWidth = Math.max(1.2, size * 0.1)
  ctx.lineCap = 'round'
  ctx.lineJoin = 'round'
  ctx.beginPath()
  for (const [x, y] of points) ctx.lineTo(x * size, y * size)
  ctx.stroke()
  ctx.restore()
}

/** A seat with a wheel: room for a wheelchair. */
const wheel = (ctx: CanvasRenderingContext2D, size: number, color: string): void => {
  ctx.strokeStyle = color
  ctx.fillStyle = color
  ctx.lineWidth = Math.max(1, size * 0.08)
  ctx.beginPath()
  ctx.arc(size * 0.46, size * 0.62, size * 0.2, -Math.PI * 0.6, Math.PI * 0.95)
  ctx.moveTo(size * 0.44, size * 0.34)
  ctx.lineTo(size * 0.44, size * 0.54)
  ctx.lineTo(size * 0.64, size * 0.54)
  ctx.lineTo(size * 0.74, size * 0.76)
  ctx.stroke()
  ctx.beginPath()
  ctx.arc(size * 0.44, size * 0.24, size * 0.08, 0, Math.PI * 2)
  ctx.fill()
}

export interface SpriteOf {
  readonly look: SeatLook
  readonly accessible: boolean
  /** Of its category; null: none. */
  readonly color: string | null
}

/** Draws a seat. @param size in the unit of the context */
export const drawSeat = (
  ctx: CanvasRenderingContext2D,
  size: number,
  palette: Palette,
  { look, accessible, color }: SpriteOf,
): void => {
  const paint = palette.paints[look]
  ctx.lineWidth = Math.max(1, size * 0.07)
  ctx.fillStyle = paint.fill
  ctx.strokeStyle = paint.line
  shapes[look](ctx, size, paint.mark)
  if ((look === 'free' || look === 'ours') && color !== null) {
    ctx.fillStyle = color
    ctx.fillRect(size * 0.2, size * 0.8, size * 0.6, Math.max(1, size * 0.09))
  }
  if (accessible && (look === 'free' || look === 'blocked')) wheel(ctx, size, paint.mark)
}

/** Seats drawn once for one size and theme, and copied from then on: to draw each of thousands anew takes too long for a frame. */
export const spritesFor = (size: number, ratio: number, palette: Palette): ((of: SpriteOf) => HTMLCanvasElement) => {
  const made = new Map<string, HTMLCanvasElement>()
  return (of) => {
    const name = `${of.look} ${of.accessible} ${of.color}`
    const known = made.get(name)
    if (known !== undefined) return known
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = Math.ceil(size * ratio)
    const ctx = canvas.getContext('2d')
    ctx?.scale(ratio, ratio)
    if (ctx !== null) drawSeat(ctx, size, palette, of)
    made.set(name, canvas)
    return canvas
  }
}
