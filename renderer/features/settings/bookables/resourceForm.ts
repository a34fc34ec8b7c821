import { z } from 'zod'
import { type ResourceKind, resourceInputSchema } from '../../../../shared/bookings/resources.ts'
import type { WrittenResource } from '../../../app/questions.ts'
import type { BoardResource } from '../../../app/terminal.ts'
import { writtenOf } from '../../floor/tableForm.ts'
import { codeIn, numberIn, optional, pathsOf, type Read } from './bookableForm.ts'

/** Somebody or a room that can be booked, as it is typed. Tables are drawn on the floor plan. */
export interface ResourceFields {
  readonly kind: Exclude<ResourceKind, 'table'>
  readonly name: string
  readonly code: string
  /** Minutes between two bookings. */
  readonly buffer: string
  /** The most guests; of a room. Empty: any number. */
  readonly most: string
  readonly skills: readonly string[]
}
export const resourceFaults = ['name', 'code', 'buffer', 'most', 'skills'] as const
export type ResourceFault = (typeof resourceFaults)[number]

export const emptyResource: ResourceFields = {
  ...{ kind: 'staff', name: '', code: '', buffer: '0', most: '', skills: [] },
}

/** A person or a room as it stands in the form in which it is changed. */
export const resourceFieldsOf = (resource: BoardResource): ResourceFields => ({
  kind: resource.kind === 'room' ? 'room' : 'staff',
  ...{ name: resource.name, code: resource.code, buffer: String(resource.bufferMinutes) },
  most: resource.maxParty === null ? '' : String(resource.maxParty),
  skills: resource.skills,
})

const { shape } = resourceInputSchema
const ownSchema = z
  .strictObject({
    ...{ kind: shape.kind, name: shape.name, bufferMinutes: shape.bufferMinutes, skills: shape.skills },
    ...{ minParty: shape.minParty, maxParty: shape.maxParty },
  })
  .refine(({ minParty = 1, maxParty = 1_000 }) => minParty <= maxParty, { path: ['maxParty'] })

/** What was typed: a person or a room as a whole, with what the form does not ask for as it is known, or what does not fit. */
export const readResource = (
  fields: ResourceFields,
  known: BoardResource | null = null,
): Read<WrittenResource, ResourceFault> => {
  const code = codeIn(fields)
  const resource = ownSchema.safeParse({
    ...{ kind: fields.kind, name: fields.name, bufferMinutes: numberIn(fields.buffer) },
    skills: fields.skills.map((skill) => skill.trim()),
    minParty: known?.minParty,
    maxParty: fields.kind === 'room' ? optional(fields.most, numberIn) : (known?.maxParty ?? undefined),
  })
  if (code.success && resource.success) {
    const { maxParty: _, ...kept } = known === null ? {} : writtenOf(known, known.placement).resource
    return {
      ok: true,
      written: { code: code.data, isNew: known === null, resource: { ...kept, ...resource.data } },
    }
  }
  const paths = resource.success ? new Set() : pathsOf(resource.error)
  const isWrong: Readonly<Record<ResourceFault, boolean>> = {
    name: paths.has('name'),
    code: !code.success && !paths.has('name'),
    buffer: paths.has('bufferMinutes'),
    most: paths.has('maxParty'),
    skills: paths.has('skills'),
  }
  return { ok: false, wrong: resourceFaults.filter((each) => isWrong[each]) }
}
