import { z } from 'zod'

/** The first moment of 2200. */
const end = Date.UTC(2200, 0, 1)

/**
 * A moment that somebody says, as RFC 3339 with an offset. No shop has others, and what is reckoned from one (an end, a deadline) can still be told: the year
 * 10000 has no RFC 3339, and one booking in it would keep a whole list from being read.
 */
export const saidMomentSchema = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) >= 0 && Date.parse(text) < end, 'no moment from 1970 to 2199')

/** The same, in milliseconds. */
export const saidEpochMsSchema = z
  .int()
  .min(0)
  .max(end - 1)
