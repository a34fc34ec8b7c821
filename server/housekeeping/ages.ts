import { z } from 'zod'
import { wholeNumber } from '../wholeNumber.ts'

const days = (least: number) => wholeNumber(least, 36_500)

/** The variables by which a hub is told how long what has ended stays at hand. */
export const ageVariables = {
  HOLDFAST_HOLDS_DAYS: days(1).default(7),
  // Idempotency keys are promised to be kept for thirty.
  HOLDFAST_VERDICTS_DAYS: days(30).default(35),
  // Receivers of webhooks are tried for three.
  HOLDFAST_FEED_DAYS: days(7).default(30),
  HOLDFAST_KEEP_MONTHS: wholeNumber(0, 1_200).default(24),
  HOLDFAST_CUSTOMER_DAYS: wholeNumber(0, 36_500).default(0),
} as const

/** How long what has ended stays in the hot tables, in days, and how long it is kept at all. */
export interface Ages {
  readonly holdsDays: number
  readonly verdictsDays: number
  readonly feedDays: number
  /** Months that are kept besides the one that runs; null: all, for good. */
  readonly keepMonths: number | null
  /** Days after its end that a hold, a booking, an order or a wait says whom it was for; null: as long as it is kept. */
  readonly customerDays: number | null
}

const agesSchema = z.object(ageVariables)

export const agesOf = (given: z.infer<typeof agesSchema>): Ages => ({
  holdsDays: given.HOLDFAST_HOLDS_DAYS,
  verdictsDays: given.HOLDFAST_VERDICTS_DAYS,
  feedDays: given.HOLDFAST_FEED_DAYS,
  keepMonths: given.HOLDFAST_KEEP_MONTHS === 0 ? null : given.HOLDFAST_KEEP_MONTHS,
  customerDays: given.HOLDFAST_CUSTOMER_DAYS === 0 ? null : given.HOLDFAST_CUSTOMER_DAYS,
})

/** Why these ages do not go together, one line each. */
export const ageFaultsOf = ({ holdsDays, verdictsDays, feedDays, keepMonths }: Ages): string[] => {
  const longest = Math.max(holdsDays, verdictsDays, feedDays)
  return keepMonths !== null && keepMonths * 28 < longest
    ? [`HOLDFAST_KEEP_MONTHS must be 0 or reach further back than the ${longest} days that something stays at hand`]
    : []
}
