import { z } from 'zod'
import { hoursSchema, resourceInputSchema, serviceInputSchema } from '../../shared/bookings/resources.ts'
import { codeSchema } from '../../shared/codes.ts'
import type { Tx } from '../db/connect.ts'
import { type Changed, changed } from '../feed/announce.ts'
import { putHours } from './hours.ts'
import { type AnsweredResource, putResource, readResource } from './resources.ts'
import { type AnsweredService, putService } from './services.ts'

const { shape } = resourceInputSchema
/** All of a resource but its location, which is the terminal's. */
const own = {
  kind: shape.kind,
  name: shape.name,
  minParty: shape.minParty,
  maxParty: shape.maxParty,
  bufferMinutes: shape.bufferMinutes,
  skills: shape.skills,
  joins: shape.joins,
  placement: shape.placement,
  active: shape.active,
}

/** A resource as a manager writes it at a terminal: as a whole, for the terminal's own location. */
export const savedResourceSchema = z
  .strictObject({ code: codeSchema, isNew: z.boolean(), resource: z.strictObject(own) })
  .refine(({ resource: { minParty = 1, maxParty = 1_000 } }) => minParty <= maxParty, {
    path: ['resource', 'maxParty'],
    message: 'is less than minParty',
  })
  .refine(({ resource: { kind, joins = [] } }) => kind === 'table' || joins.length === 0, {
    path: ['resource', 'joins'],
    message: 'only tables are joined',
  })
  .refine(({ code, resource: { joins = [] } }) => !joins.includes(code), {
    path: ['resource', 'joins'],
    message: 'a table is not joined to itself',
  })
export type SavedResource = z.infer<typeof savedResourceSchema>

export const savedHoursSchema = z.strictObject({ code: codeSchema, hours: hoursSchema })
export type SavedHours = z.infer<typeof savedHoursSchema>

/** A service as a manager writes it at a terminal; services are those of the whole shop. */
export const savedServiceSchema = z.strictObject({ code: codeSchema, isNew: z.boolean(), service: serviceInputSchema })
export type SavedService = z.infer<typeof savedServiceSchema>

/** Makes or changes a resource of a location. @returns null if it belongs to another location @throws AlreadyThere */
export const saveResource = async (
  tx: Tx,
  { code, isNew, resource }: SavedResource,
  location: string,
): Promise<Changed<AnsweredResource | null>> => {
  const known = await readResource(tx, code)
  if (!isNew && known !== null && known.location !== location) return changed(null)
  return putResource(tx, code, { ...resource, location }, isNew)
}

/** Sets the hours of a resource of a location. @returns null if it has no such resource */
export const saveHours = async (
  tx: Tx,
  { code, hours }: SavedHours,
  location: string,
): Promise<Changed<SavedHours['hours'] | null>> => {
  const known = await readResource(tx, code)
  return known?.location === location ? putHours(tx, code, hours) : changed(null)
}

/** Makes or changes a service. @throws AlreadyThere */
export const saveService = (tx: Tx, { code, isNew, service }: SavedService): Promise<Changed<AnsweredService>> =>
  putService(tx, code, service, isNew)
