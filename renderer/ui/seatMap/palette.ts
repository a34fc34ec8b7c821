import type { SeatLook } from './seat.ts'

/** How a seat of one look is drawn; `mark` is the colour of the sign in it. */
export interface Paint {
  readonly fill: string
  readonly line: string
  readonly mark: string
}

export interface Palette {
  readonly paints: Readonly<Record<SeatLook, Paint>>
  readonly ground: string
  readonly area: string
  readonly text: string
  readonly cursor: string
  /** The ring around seats that were chosen to do something with. */
  readonly ring: string
}

/** The colours of the theme that the page wears. */
export const paletteOf = (element: Element): Palette => {
  const style = getComputedStyle(element)
  const of = (name: string): string => style.getPropertyValue(`--hf-${name}`).trim()
  return {
    paints: {
      // Brighter than the accent on dark ground: numbers are read in it, and from far away it is all there is of a seat.
      free: { fill: of('paper'), line: of('calm'), mark: of('calm') },
      mine: { fill: of('accent'), line: of('accent'), mark: of('on-accent') || '#ffffff' },
      held: { fill: of('amber-wash'), line: of('amber-text'), mark: of('amber-text') },
      sold: { fill: of('line-strong'), line: of('line-strong'), mark: of('ground') },
      blocked: { fill: of('sunk'), line: of('line-strong'), mark: of('line-strong') },
      ours: { fill: of('paper'), line: of('pos'), mark: of('pos') },
      theirs: { fill: of('sunk'), line: of('line-strong'), mark: of('line-strong') },
    },
    ground: of('ground'),
    area: of('track'),
    text: of('text-soft'),
    cursor: of('text'),
    ring: of('web'),
  }
}
