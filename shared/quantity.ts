/** The most pieces of one thing in one line. */
export const maxQuantity = 1_000_000

/** The most pieces of one thing at one place. */
export const maxOnHand = 1_000_000_000
