import type { HallMap } from './hall.ts'
import type { Palette } from './palette.ts'
import type { Box, SeatLook } from './seat.ts'
import { spritesFor } from './sprites.ts'
import { seenBy, type Size, toScreen, type View } from './view.ts'

/** Seats smaller than this are plain squares, whose size tells their look. */
const leastShape = 6
/** From this size on the number stands in a free seat. */
const leastNumber = 22
/** And from this one on the names of rows beside their ends. */
const leastName = 12
/** The part of the distance between two seats that a seat takes up. */
export const seatPart = 0.82

const sizeOfPlain: Readonly<Record<SeatLook, number>> = {
  ...{ free: 1, mine: 1.25, ours: 1.1, held: 0.75, sold: 0.5, theirs: 0.45, blocked: 0.4 },
}
const plainOrder = ['blocked', 'theirs', 'sold', 'held', 'free', 'ours', 'mine'] as const satisfies readonly SeatLook[]

/** How much is left to be seen of what is shown as it was last known. */
const fadedAlpha = 0.38

export interface Scene {
  readonly hall: HallMap
  readonly view: View
  readonly size: Size
  /** Device pixels of one CSS pixel. */
  readonly ratio: number
  readonly palette: Palette
  readonly colors: ReadonlyMap<string, string>
  readonly lookOf: (index: number) => SeatLook
  /** The seat with the cursor; -1: none. */
  readonly cursor: number
  /** Seats that were chosen to do something with. */
  readonly chosen: ReadonlySet<number>
  /** A rectangle that is being drawn around seats, on the screen. */
  readonly marquee: Box | null
  /** True if what is not mine or ours is shown as it was last known, and cannot be had. */
  readonly faded: boolean
}

type Sprites = ReturnType<typeof spritesFor>

/** Paints scenes; seats are drawn anew only when their size or the theme changes. */
export const createPainter = (ctx: CanvasRenderingContext2D): ((scene: Scene) => void) => {
  let sprites: { readonly of: Sprites; readonly size: number; readonly palette: Palette } | null = null
  return (scene) => {
    const { view, size, ratio, palette, hall } = scene
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
    ctx.fillStyle = palette.ground
    ctx.fillRect(0, 0, size.width, size.height)
    paintAreas(ctx, scene)
    const pixels = hall.step * view.scale * seatPart
    const seen: number[] = []
    hall.grid.within(seenBy(view, size, hall.step), (index) => seen.push(index))
    if (pixels < leastShape) {
      paintPlain(ctx, scene, seen, pixels)
    } else {
      if (sprites?.size !== pixels || sprites.palette !== palette)
        sprites = { size: pixels, palette, of: spritesFor(pixels, ratio, palette) }
      paintShapes(ctx, scene, seen, { pixels, sprites: sprites.of })
      if (pixels >= leastName) paintRowNames(ctx, scene, pixels)
    }
    paintChosen(ctx, scene, pixels)
    paintMarquee(ctx, scene)
    paintCursor(ctx, scene, pixels)
  }
}

const alphaOf = (look: SeatLook, faded: boolean): number =>
  faded && look !== 'mine' && look !== 'ours' ? fadedAlpha : 1

const paintAreas = (ctx: CanvasRenderingContext2D, { hall, view, palette }: Scene): void => {
  for (const area of hall.areas) {
    const { x, y } = toScreen(view, area)
    const [width, height] = [area.width * view.scale, area.height * view.scale]
    ctx.fillStyle = palette.area
    ctx.fillRect(x, y, width, height)
    if (area.text === '') continue
    ctx.fillStyle = palette.text
    ctx.font = `500 ${Math.min(16, Math.max(11, height * 0.8))}px Inter, system-ui, sans-serif`
    ctx.textAlign = 'center'
    ctx.textBaseline = 'middle'
    ctx.fillText(area.text, x + width / 2, y + height / 2, Math.max(width, 60))
  }
}

/** From far away: squares by look, with one colour set for all of a look. */
const paintPlain = (
  ctx: CanvasRenderingContext2D,
  { hall, view, palette, lookOf, faded }: Scene,
  seen: readonly number[],
  pixels: number,
): void => {
  const byLook = new Map<SeatLook, number[]>(plainOrder.map((look) => [look, []]))
  for (const index of seen) byLook.get(lookOf(index))?.push(index)
  for (const look of plainOrder) {
    ctx.fillStyle = palette.paints[look].line
    ctx.globalAlpha = alphaOf(look, faded)
    const side = Math.max(1, pixels * sizeOfPlain[look])
    for (const index of byLook.get(look) ?? []) {
      const seat = hall.seats[index]
      if (seat === undefined) continue
      ctx.fillRect(seat.x * view.scale + view.x - side / 2, seat.y * view.scale + view.y - side / 2, side, side)
    }
  }
  ctx.globalAlpha = 1
}

const paintShapes = (
  ctx: CanvasRenderingContext2D,
  { hall, view, palette, colors, lookOf, faded }: Scene,
  seen: readonly number[],
  { pixels, sprites }: { readonly pixels: number; readonly sprites: Sprites },
): void => {
  const hasNumbers = pixels >= leastNumber
  ctx.font = `500 ${Math.round(pixels * 0.42)}px Inter, system-ui, sans-serif`
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillStyle = palette.paints.free.mark
  for (const index of seen) {
    const seat = hall.seats[index]
    if (seat === undefined) continue
    const look = lookOf(index)
    const [x, y] = [seat.x * view.scale + view.x, seat.y * view.scale + view.y]
    const sprite = sprites({ look, accessible: seat.accessible, color: colors.get(seat.category) ?? null })
    if (faded) ctx.globalAlpha = alphaOf(look, faded)
    ctx.drawImage(sprite, x - pixels / 2, y - pixels / 2, pixels, pixels)
    if (hasNumbers && look === 'free' && !seat.accessible) ctx.fillText(seat.number, x, y)
  }
  ctx.globalAlpha = 1
}

const paintRowNames = (ctx: CanvasRenderingContext2D, { hall, view, size, palette }: Scene, pixels: number): void => {
  ctx.font = `600 ${Math.min(17, Math.max(11, Math.round(pixels * 0.5)))}px Inter, system-ui, sans-serif`
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillStyle = palette.text
  for (const name of hall.rowNames) {
    const { x, y } = toScreen(view, name)
    if (x > -pixels && y > -pixels && x < size.width + pixels && y < size.height + pixels) ctx.fillText(name.text, x, y)
  }
}

const paintChosen = (ctx: CanvasRenderingContext2D, { hall, view, palette, chosen }: Scene, pixels: number): void => {
  ctx.strokeStyle = palette.ring
  ctx.lineWidth = Math.max(1.5, Math.min(3, pixels * 0.14))
  const side = pixels + Math.max(2, pixels * 0.16)
  for (const index of chosen) {
    const seat = hall.seats[index]
    if (seat === undefined) continue
    const { x, y } = toScreen(view, seat)
    ctx.strokeRect(x - side / 2, y - side / 2, side, side)
  }
}

const paintMarquee = (ctx: CanvasRenderingContext2D, { palette, marquee }: Scene): void => {
  if (marquee === null) return
  const { left, top, right, bottom } = marquee
  ctx.strokeStyle = palette.ring
  ctx.lineWidth = 1.5
  ctx.setLineDash([6, 4])
  ctx.strokeRect(left, top, right - left, bottom - top)
  ctx.setLineDash([])
}

const paintCursor = (ctx: CanvasRenderingContext2D, { hall, view, palette, cursor }: Scene, pixels: number): void => {
  const seat = hall.seats[cursor]
  if (seat === undefined) return
  const { x, y } = toScreen(view, seat)
  const side = Math.max(10, pixels + 8)
  ctx.strokeStyle = palette.cursor
  ctx.lineWidth = 3
  ctx.beginPath()
  ctx.roundRect(x - side / 2, y - side / 2, side, side, side * 0.25)
  ctx.stroke()
}
