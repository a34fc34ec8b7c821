/** How a seat is, as everybody may know it. */
export const seatStates = ['free', 'held', 'sold', 'blocked'] as const
export type SeatState = (typeof seatStates)[number]
