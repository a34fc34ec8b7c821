import type { Box, Point } from './seat.ts'

/** Which part of the hall is seen: a point of the plan stands on the screen at `scale * point + offset`, in CSS pixels. */
export interface View {
  readonly scale: number
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** A seat drawn larger than this many pixels helps nobody. */
const largestSeat = 56

/** The whole of the hall in the middle of the screen. */
export const fit = ({ left, top, right, bottom }: Box, { width, height }: Size): View => {
  const scale = Math.min(width / (right - left), height / (bottom - top))
  return { scale, x: (width - scale * (left + right)) / 2, y: (height - scale * (top + bottom)) / 2 }
}

export const toPlan = ({ scale, x, y }: View, at: Point): Point => ({ x: (at.x - x) / scale, y: (at.y - y) / scale })
export const toScreen = ({ scale, x, y }: View, at: Point): Point => ({ x: at.x * scale + x, y: at.y * scale + y })

/** What is seen, in the plan's unit, with so much around it. */
export const seenBy = (view: View, { width, height }: Size, margin: number): Box => {
  const [from, to] = [toPlan(view, { x: 0, y: 0 }), toPlan(view, { x: width, y: height })]
  return { left: from.x - margin, top: from.y - margin, right: to.x + margin, bottom: to.y + margin }
}

export const panBy = (view: View, dx: number, dy: number): View => ({ ...view, x: view.x + dx, y: view.y + dy })

/** Larger or smaller, with the place under a finger staying there. */
export const zoomAt = (view: View, at: Point, factor: number): View => ({
  scale: view.scale * factor,
  x: at.x - (at.x - view.x) * factor,
  y: at.y - (at.y - view.y) * factor,
})

/** Keeps the hall on the screen, and between the whole of it and seats of the largest size. */
export const keepIn = (view: View, bounds: Box, size: Size, step: number): View => {
  const least = fit(bounds, size).scale
  const scale = Math.min(Math.max(view.scale, least), Math.max(least, largestSeat / step))
  const middle = { x: size.width / 2, y: size.height / 2 }
  const zoomed = scale === view.scale ? view : zoomAt(view, middle, scale / view.scale)
  return {
    scale,
    x: keepAxis(zoomed.x, scale * bounds.left, scale * bounds.right, size.width),
    y: keepAxis(zoomed.y, scale * bounds.top, scale * bounds.bottom, size.height),
  }
}

/** What fits is in the middle; what does not may not leave a gap. */
const keepAxis = (offset: number, from: number, to: number, length: number): number => {
  if (to - from <= length) return (length - from - to) / 2
  return Math.min(-from, Math.max(length - to, offset))
}

/** Moves as little as needed for a place to be well within the screen. */
export const reveal = (view: View, at: Point, { width, height }: Size, margin: number): View => {
  const { x, y } = toScreen(view, at)
  const needed = (value: number, length: number): number =>
    value < margin ? margin - value : value > length - margin ? length - margin - value : 0
  return panBy(view, needed(x, width), needed(y, height))
}
