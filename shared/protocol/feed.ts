import { z } from 'zod'
import { bookingSchema } from '../bookings/bookings.ts'
import { copiedCampaignSchema, copiedCodesSchema } from '../kinds/voucher/copies.ts'
import { hoursSchema, resourceSchema, serviceSchema } from '../bookings/resources.ts'
import { caseDocumentSchema } from './cases.ts'
import { seatedEventSchema } from '../seating/events.ts'
import { packedHallSchema } from '../seating/packedHall.ts'
import { roles } from './roles.ts'
import { holdSchema } from './verdicts.ts'

/**
 * Where a replica stands. `epoch` names the database's life: another epoch (a restored database) means starting over.
 * `position` is the feed's, in commit order. While the first copy is on its way, `after` is the id of the last document
 * that has arrived, and `position` the one from which the feed has to be followed afterwards.
 */
export const checkpointSchema = z.object({
  epoch: z.string(),
  position: z.int().min(0),
  after: z.string().optional(),
})
export type Checkpoint = z.infer<typeof checkpointSchema>

const deleted = { _deleted: z.boolean() }

export const itemDocumentSchema = z.object({
  sku: z.string(),
  name: z.string(),
  barcodes: z.array(z.string()),
  price: z.number(),
  currency: z.string(),
  safetyStock: z.number(),
  flashSale: z.boolean(),
  /** False: not sold any more (SPEC N1). A hub that is older says nothing of it. */
  listed: z.boolean().default(true),
  ...deleted,
})

/** The level of one SKU at one location; what is available follows from it (SPEC S1) once overdue holds are taken off. */
export const levelDocumentSchema = z.object({
  /** `location/sku`. */
  id: z.string(),
  location: z.string(),
  sku: z.string(),
  onHand: z.number(),
  held: z.number(),
  allotted: z.number(),
  inTransit: z.number(),
  returning: z.number(),
  quarantined: z.number(),
  damaged: z.number(),
  safetyStock: z.number(),
  shortfall: z.number(),
  ...deleted,
})

/** A live hold; one that has ended is deleted from the replica. */
export const holdDocumentSchema = holdSchema.extend(deleted)

/** A person who may sign in at this terminal. `pinHash` is argon2id in PHC form, so that signing in works offline. */
export const staffDocumentSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  pinHash: z.string(),
  ...deleted,
})

/** The shop itself, its locations, channels and terminals: what names and settings a screen needs. */
export const placeDocumentSchema = z.object({
  /** `location:CODE`, `channel:CODE` or `terminal:ID`. */
  id: z.string(),
  type: z.enum(['location', 'channel', 'terminal']),
  code: z.string(),
  name: z.string(),
  /** Of a location: its IANA zone. */
  timeZone: z.string().nullable(),
  /** Of a channel: pos, web, marketplace or phone. */
  kind: z.string().nullable(),
  /** Of a channel. */
  holdTtlSeconds: z.number().nullable(),
  ...deleted,
})

/** A booking of today or later, or one that still stands. */
export const bookingDocumentSchema = bookingSchema.extend(deleted)

/**
 * What can be had besides goods: a resource with its hours, a service, an event, the hall in which events are, a campaign of vouchers, or some of
 * its codes.
 */
export const bookableDocumentSchema = z.object({
  /** `resource:CODE`, `service:CODE`, `event:CODE`, `hall:ID`, `campaign:CODE` or `codes:CAMPAIGN/CHUNK`. */
  id: z.string(),
  resource: resourceSchema.extend({ hours: hoursSchema.nullable() }).nullable(),
  service: serviceSchema.nullable(),
  event: seatedEventSchema.nullable(),
  hall: packedHallSchema.nullable(),
  campaign: copiedCampaignSchema.nullable(),
  codes: copiedCodesSchema.nullable(),
  ...deleted,
})

/** A seat of this location that is not simply free; one that is free again is deleted from the replica. */
export const seatDocumentSchema = z.object({
  /** `EVENT/SEAT`. */
  id: z.string(),
  location: z.string(),
  event: z.string(),
  seat: z.string(),
  /** The hold that has it; null: nobody has it. */
  hold: z.string().nullable(),
  /** When that ends by itself; null once it is sold. */
  until: z.number().nullable(),
  blocked: z.boolean(),
  /** The terminal for which it is set aside (SPEC E8). */
  allottedTo: z.string().nullable(),
  ...deleted,
})

/** Everything that a terminal keeps a copy of. */
export const documentSchemas = {
  items: itemDocumentSchema,
  levels: levelDocumentSchema,
  holds: holdDocumentSchema,
  staff: staffDocumentSchema,
  places: placeDocumentSchema,
  bookings: bookingDocumentSchema,
  bookables: bookableDocumentSchema,
  seats: seatDocumentSchema,
  cases: caseDocumentSchema,
} as const

export type Collection = keyof typeof documentSchemas
export type DocumentOf<C extends Collection> = z.infer<(typeof documentSchemas)[C]>
export const collections = [
  'items',
  'levels',
  'holds',
  'staff',
  'places',
  'bookings',
  'bookables',
  'seats',
  'cases',
] as const satisfies readonly Collection[]

export const pullInputSchema = z.object({
  collection: z.enum(collections),
  checkpoint: checkpointSchema.nullable(),
  limit: z.int().min(1).max(5000),
})

/** An answer to a pull. Fewer documents than the limit means that the replica has all up to `checkpoint.position`. */
export interface Pulled<C extends Collection> {
  readonly documents: readonly DocumentOf<C>[]
  readonly checkpoint: Checkpoint
}

/** What the one stream of a terminal carries: never documents, only that there is something to pull. */
export const pokeSchema = z.object({ epoch: z.string(), position: z.number(), hubTime: z.number() })
export type Poke = z.infer<typeof pokeSchema>
