import { z } from 'zod'
import { codeSchema } from '../codes.ts'
import { printable } from '../text.ts'

export const resourceKinds = ['table', 'staff', 'room'] as const
export type ResourceKind = (typeof resourceKinds)[number]

/** A skill of a person, or what a room or table has: `cut`, `window`, `high_chair`. */
export const skillSchema = codeSchema
const nameSchema = z.string().trim().min(1).max(200).regex(printable, 'printable text')
const guests = z.int().min(1).max(1_000)

export const tableShapes = ['round', 'square', 'long'] as const

/** Where a table stands on the plan of its room: the middle and the size in centimetres, turned by so many degrees. */
export const placementSchema = z.strictObject({
  area: nameSchema,
  x: z.int().min(0).max(10_000),
  y: z.int().min(0).max(10_000),
  width: z.int().min(10).max(2_000),
  height: z.int().min(10).max(2_000),
  turned: z.int().min(0).max(359),
  shape: z.enum(tableShapes),
})
export type Placement = z.infer<typeof placementSchema>

/** A table, a member of staff or a room: something that one booking at a time can have. */
export const resourceInputSchema = z
  .strictObject({
    kind: z.enum(resourceKinds),
    name: nameSchema,
    location: codeSchema,
    /** The fewest and the most guests; of tables and rooms. */
    minParty: guests.optional(),
    maxParty: guests.optional(),
    /** Two bookings are at least so far apart: to turn a table, to clean a chair. */
    bufferMinutes: z.int().min(0).max(1_440).optional(),
    skills: z.array(skillSchema).max(50).optional(),
    /** Tables with which it can be pushed together for a large party. */
    joins: z.array(codeSchema).max(20).optional(),
    placement: placementSchema.nullish(),
    /** False for one that is no longer used; what was booked stays. */
    active: z.boolean().optional(),
  })
  .refine(({ minParty = 1, maxParty = 1_000 }) => minParty <= maxParty, {
    path: ['maxParty'],
    message: 'is less than minParty',
  })
export type ResourceInput = z.infer<typeof resourceInputSchema>

/** A resource as it is read and told. */
export const resourceSchema = z.object({
  code: codeSchema,
  kind: z.enum(resourceKinds),
  name: z.string(),
  location: codeSchema,
  minParty: z.number(),
  /** null: any number. */
  maxParty: z.number().nullable(),
  bufferMinutes: z.number(),
  skills: z.array(skillSchema),
  joins: z.array(codeSchema),
  placement: placementSchema.nullable(),
  active: z.boolean(),
})

export interface Resource {
  readonly code: string
  readonly kind: ResourceKind
  readonly name: string
  readonly location: string
  readonly minParty: number
  /** Null: any number. */
  readonly maxParty: number | null
  readonly bufferMinutes: number
  readonly skills: readonly string[]
  readonly joins: readonly string[]
  readonly placement: Placement | null
  readonly active: boolean
}

const clock = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time such as 09:30')

/** When a resource can be had, in its location's zone. A `to` that is not after its `from` lies on the next day. Day 1 is Monday. */
export const hoursSchema = z.strictObject({
  weekly: z.array(z.strictObject({ day: z.int().min(1).max(7), from: clock, to: clock })).max(70),
  /** What one date has instead: closed, or these hours. Several lines of one date add up. */
  exceptions: z
    .array(
      z
        .strictObject({
          date: z.iso.date(),
          closed: z.boolean().optional(),
          from: clock.optional(),
          to: clock.optional(),
        })
        .refine(
          ({ closed = false, from, to }) =>
            closed === (from === undefined && to === undefined) && (from === undefined) === (to === undefined),
          {
            message: 'either closed, or both from and to',
          },
        ),
    )
    .max(1_000)
    .optional(),
})
export type Hours = z.infer<typeof hoursSchema>

/** What a booking of a service needs: one resource of this kind, with this skill. */
export const needSchema = z.strictObject({ kind: z.enum(resourceKinds), skill: skillSchema.optional() })
export type Need = z.infer<typeof needSchema>

export const serviceInputSchema = z.strictObject({
  name: nameSchema,
  durationMinutes: z.int().min(5).max(1_440),
  needs: z.array(needSchema).min(1).max(10),
  /** How long a booking waits to be confirmed; without it as long as its channel holds anything. */
  confirmWithinSeconds: z.int().min(1).max(2_592_000).optional(),
  /** Cancelling is free until so long before the start. Default: until the start. */
  cancelFreeUntilMinutes: z.int().min(0).max(43_200).optional(),
  /** A guest who is not here so long after the start does not come. Without it only a person says so. */
  noShowAfterMinutes: z.int().min(1).max(1_440).optional(),
})
export type ServiceInput = z.infer<typeof serviceInputSchema>

/** A service as it is read and told. */
export const serviceSchema = z.object({
  code: codeSchema,
  name: z.string(),
  durationMinutes: z.number(),
  needs: z.array(needSchema),
  /** null: as long as its channel holds anything. */
  confirmWithinSeconds: z.number().nullable(),
  /** null: until the start. */
  cancelFreeUntilMinutes: z.number().nullable(),
  /** null: only a person says that a guest has not come. */
  noShowAfterMinutes: z.number().nullable(),
})

export interface Service {
  readonly code: string
  readonly name: string
  readonly durationMinutes: number
  readonly needs: readonly Need[]
  readonly confirmWithinSeconds: number | null
  readonly cancelFreeUntilMinutes: number | null
  readonly noShowAfterMinutes: number | null
}
