/** So close to an edge, in pixels, what is dragged takes the view along. */
const edgePx = 56
const fastestPxPerSecond = 900
/** A frame that came late must not make a jump. */
const longestFrameMs = 50

/** Pixels a second at a place between two edges: none in the middle, the faster the closer to an edge, no faster beyond it. */
export const edgeSpeed = (at: number, from: number, to: number): number => {
  const near = Math.min(edgePx, (to - from) / 4)
  if (near <= 0) return 0
  const into = Math.min(0, at - from - near) + Math.max(0, at - to + near)
  return Math.max(-1, Math.min(1, into / near)) * fastestPxPerSecond
}

export interface EdgeScroll {
  /** Where the pointer is now, in the window. */
  pointAt(x: number, y: number): void
  stop(): void
}

/**
 * Scrolls while the pointer is kept at an edge. Headings that stick to an edge are no part of what is scrolled: they are told by
 * `scroll-padding`.
 * @param onScroll called after each step that moved anything
 */
export const scrollAtEdges = (scroller: HTMLElement, onScroll: () => void): EdgeScroll => {
  const style = getComputedStyle(scroller)
  const inset = (value: string): number => Number.parseFloat(value) || 0
  const [left, top] = [inset(style.scrollPaddingLeft), inset(style.scrollPaddingTop)]
  let pointer: { readonly x: number; readonly y: number } | null = null
  let before: number | null = null
  let frame = 0
  const step = (now: number): void => {
    const seconds = Math.min(longestFrameMs, before === null ? 0 : now - before) / 1000
    before = now
    frame = requestAnimationFrame(step)
    if (pointer === null) return
    const box = scroller.getBoundingClientRect()
    const [wasLeft, wasTop] = [scroller.scrollLeft, scroller.scrollTop]
    scroller.scrollLeft += edgeSpeed(pointer.x, box.left + left, box.left + scroller.clientWidth) * seconds
    scroller.scrollTop += edgeSpeed(pointer.y, box.top + top, box.top + scroller.clientHeight) * seconds
    if (scroller.scrollLeft !== wasLeft || scroller.scrollTop !== wasTop) onScroll()
  }
  frame = requestAnimationFrame(step)
  return {
    pointAt: (x, y) => {
      pointer = { x, y }
    },
    stop: () => cancelAnimationFrame(frame),
  }
}
