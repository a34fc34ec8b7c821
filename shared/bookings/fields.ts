import { z } from 'zod'
import { codeSchema } from '../codes.ts'
import { maxReasonLength } from '../holds/states.ts'
import { printable } from '../text.ts'

export { saidEpochMsSchema as momentSchema } from '../saidMoment.ts'

/** What the fields of commands on bookings and on waiting guests may be. */

export const idSchema = z.uuid().lowercase()
export const partySchema = z.int().min(1).max(1_000)
export const noteSchema = z.string().trim().min(1).max(maxReasonLength).regex(printable, 'printable text')

/** Resources that are taken together. */
export const choiceSchema = z
  .array(codeSchema)
  .min(1)
  .max(20)
  .refine((codes) => new Set(codes).size === codes.length, 'names a resource twice')
