import { z } from 'zod'
import { discrepancyKinds } from '../holds/discrepancies.ts'
import { waitingGuestSchema } from '../bookings/waitingGuests.ts'
import { toldOrderSchema } from '../orders/orderSteps.ts'
import { toldReturnSchema } from '../returns/returns.ts'
import { transferSchema } from '../transfers/transfers.ts'

/** Something that did not fit and that a person has to settle. */
export const discrepancySchema = z.object({
  id: z.string(),
  at: z.number(),
  location: z.string(),
  /** As `DiscrepancyRaised` says. */
  sku: z.string(),
  /** How many pieces are missing. */
  quantity: z.number(),
  kind: z.enum(discrepancyKinds),
  order: z.string().nullable(),
  orderNumber: z.string().nullable(),
  /** What people call the transfer of which it was. */
  transferNumber: z.string().nullable(),
  terminal: z.string().nullable(),
  staff: z.string().nullable(),
})

/** What each type of case is about; all have an id, which is a UUID, and a location. */
const dataSchemas = {
  /** Deleted from the replica once it is settled. */
  discrepancy: discrepancySchema,
  /** A guest who waits, has an offer or missed one; deleted once they were served, have left or wait no more. */
  waiting: waitingGuestSchema,
  /** Somebody still has to do something about it, or it ended a day ago at most. */
  order: toldOrderSchema,
  /** Goods come back, or were looked at a day ago at most. */
  return: toldReturnSchema,
  /** Goods are on the way from here or to here, or something of it came or was ended a day ago at most. */
  transfer: transferSchema,
} as const

const caseSchema = <T extends keyof typeof dataSchemas>(type: T) =>
  z.object({
    /** `TYPE:ID`. */
    id: z.string(),
    type: z.literal(type),
    location: z.string(),
    data: dataSchemas[type],
    _deleted: z.boolean(),
  })

/** What people work through until it has ended: one collection for all of it, since a terminal may open only so many. */
export const caseDocumentSchema = z.discriminatedUnion('type', [
  caseSchema('discrepancy'),
  caseSchema('order'),
  caseSchema('return'),
  caseSchema('transfer'),
  caseSchema('waiting'),
])

export type CaseType = keyof typeof dataSchemas
/** What a case of a type is about. */
export type CaseData<T extends CaseType> = z.infer<(typeof dataSchemas)[T]>

export interface CaseOf<T extends CaseType> {
  readonly id: string
  readonly type: T
  readonly location: string
  readonly data: CaseData<T>
  readonly _deleted: boolean
}

/** The id of the document that tells of something. */
export const caseIdOf = (type: CaseType, id: string): string => `${type}:${id}`
