/** So close to an edge, in pixels, what is dragged takes the view along. */
const edgePx = 56
const fastestPxPerSecond = 900
/** A frame that came late must not make a jump. */
const longestFrameMs = 50

/**
 * Pixels a second at a place between two edges: none in the middle, the faster the closer to an edge, no faster beyond it.
 * @param began where it was taken: what lay at an edge and is drawn away from it scrolls nothing
 */
export const edgeSpeed = (at: number, from: number, to: number, began: number): number => {
  const near = Math.min(edgePx, (to - from) / 4)
  if (near <= 0) return 0
  const into = Math.min(0, at - from - near) + Math.max(0, at - to + near)
  return Math.sign(into) === Math.sign(at - began) ? Math.max(-1, Math.min(1, into / near)) * fastestPxPerSecond : 0
}

/** `auto` is none. */
const pxOf = (length: string): number => Number.parseFloat(length) || 0

/** In the window, in pixels. */
interface Point {
  readonly x: number
  readonly y: number
}

export interface EdgeScroll {
  /** Where the pointer is now. */
  pointAt(pointer: Point): void
  stop(): void
}

/**
 * Scrolls while the pointer is kept at an edge. Headings that stick to an edge are no part of what is scrolled: they are told by
 * `scroll-padding`.
 * @param began where the pointer went down
 * @param onScroll called after each step that moved anything
 */
export const scrollAtEdges = (scroller: HTMLElement, began: Point, onScroll: () => void): EdgeScroll => {
  const style = getComputedStyle(scroller)
  const [left, top] = [pxOf(style.scrollPaddingLeft), pxOf(style.scrollPaddingTop)]
  let pointer = began
  let before: number | null = null
  let frame = 0
  const step = (now: number): void => {
    const seconds = Math.min(longestFrameMs, before === null ? 0 : now - before) / 1000
    before = now
    frame = requestAnimationFrame(step)
    const box = scroller.getBoundingClientRect()
    const [wasLeft, wasTop] = [scroller.scrollLeft, scroller.scrollTop]
    scroller.scrollLeft += edgeSpeed(pointer.x, box.left + left, box.left + scroller.clientWidth, began.x) * seconds
    scroller.scrollTop += edgeSpeed(pointer.y, box.top + top, box.top + scroller.clientHeight, began.y) * seconds
    if (scroller.scrollLeft !== wasLeft || scroller.scrollTop !== wasTop) onScroll()
  }
  frame = requestAnimationFrame(step)
  return {
    pointAt: (now) => {
      pointer = now
    },
    stop: () => cancelAnimationFrame(frame),
  }
}
