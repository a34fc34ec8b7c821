import { z } from 'zod'

/** The most pieces of one thing in one line. */
export const maxQuantity = 1_000_000

/** The most pieces of one thing at one place. */
export const maxOnHand = 1_000_000_000

/** What the books say is on hand: less than nothing where more was sold than they had (SPEC C5). */
export const bookedSchema = z.int().min(-maxOnHand).max(maxOnHand)
