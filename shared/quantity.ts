/** The most pieces of one thing in one line. */
export const maxQuantity = 1_000_000
