import type { SeatState } from '../../../shared/seating/seatStates.ts'

/** How a seat is: as everybody may know it, or set aside for whoever looks (`ours`) or for somebody else (`theirs`). */
export type MapState = SeatState | 'ours' | 'theirs'

/** How a seat is for whoever looks at it. */
export type SeatLook = MapState | 'mine'

/** A seat as the map needs it; positions in the plan's own unit. */
export interface MapSeat {
  readonly seat: string
  /** The part of the hall, where it has several. */
  readonly part?: string | undefined
  readonly row: string
  readonly number: string
  readonly category: string
  readonly x: number
  readonly y: number
  readonly accessible: boolean
}

/** What is drawn besides seats: the stage. */
export interface MapArea {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly text: string
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}
