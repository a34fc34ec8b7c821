import { z } from 'zod'
import { type ResourceKind, resourceInputSchema, serviceInputSchema } from '../../../../shared/bookings/resources.ts'
import { codeFromName, codeSchema } from '../../../../shared/codes.ts'
import type { WrittenResource, WrittenService } from '../../../app/questions.ts'

/** A service as it is typed; times in minutes. */
export interface ServiceFields {
  readonly name: string
  /** Empty: made of the name. */
  readonly code: string
  readonly duration: string
  readonly needs: readonly ResourceKind[]
  /** Empty: as long as the channel of the booking holds anything. */
  readonly confirm: string
  /** Empty: only a person says that a guest has not come. */
  readonly noShow: string
}
export type ServiceFault = 'name' | 'code' | 'duration' | 'needs' | 'confirm' | 'noShow'

export const emptyService: ServiceFields = {
  ...{ name: '', code: '', duration: '90', needs: ['table'], confirm: '30', noShow: '20' },
}

/** Somebody or a room that can be booked, as it is typed. Tables are drawn on the floor plan. */
export interface ResourceFields {
  readonly kind: Exclude<ResourceKind, 'table'>
  readonly name: string
  readonly code: string
  /** Minutes between two bookings. */
  readonly buffer: string
  /** The most guests; of a room. Empty: any number. */
  readonly most: string
}
export type ResourceFault = 'name' | 'code' | 'buffer' | 'most'

export const emptyResource: ResourceFields = { kind: 'staff', name: '', code: '', buffer: '0', most: '' }

/** What was typed, as the hub takes it, or what of it does not fit. */
export type Read<Written, Fault> =
  | { readonly ok: true; readonly written: Written }
  | { readonly ok: false; readonly wrong: readonly Fault[] }

/** What the hub would not take for a number is none here. */
const numberIn = (text: string): number => (/^\s*\d{1,5}\s*$/.test(text) ? Number(text) : Number.NaN)
const codeIn = ({ code, name }: { readonly code: string; readonly name: string }) =>
  codeSchema.safeParse((code.trim() === '' ? codeFromName(name) : code).trim())
const pathsOf = ({ issues }: z.ZodError): ReadonlySet<unknown> => new Set(issues.map(({ path }) => path[0]))

/** What was typed: a service, or what does not fit. */
export const readService = (fields: ServiceFields): Read<WrittenService, ServiceFault> => {
  const code = codeIn(fields)
  const service = serviceInputSchema.safeParse({
    ...{ name: fields.name, durationMinutes: numberIn(fields.duration), needs: fields.needs.map((kind) => ({ kind })) },
    ...(fields.confirm.trim() === '' ? {} : { confirmWithinSeconds: numberIn(fields.confirm) * 60 }),
    ...(fields.noShow.trim() === '' ? {} : { noShowAfterMinutes: numberIn(fields.noShow) }),
  })
  if (code.success && service.success)
    return { ok: true, written: { code: code.data, isNew: true, service: service.data } }
  const paths = service.success ? new Set() : pathsOf(service.error)
  const isWrong: Readonly<Record<ServiceFault, boolean>> = {
    name: paths.has('name'),
    // Of a name that is missing no code can be made: that is said once.
    code: !code.success && !paths.has('name'),
    duration: paths.has('durationMinutes'),
    needs: paths.has('needs'),
    confirm: paths.has('confirmWithinSeconds'),
    noShow: paths.has('noShowAfterMinutes'),
  }
  return {
    ok: false,
    wrong: (['name', 'code', 'duration', 'needs', 'confirm', 'noShow'] as const).filter((each) => isWrong[each]),
  }
}

const { shape } = resourceInputSchema
const ownSchema = z.strictObject({
  ...{ kind: shape.kind, name: shape.name, bufferMinutes: shape.bufferMinutes, maxParty: shape.maxParty },
})

/** What was typed: a person or a room, or what does not fit. */
export const readResource = (fields: ResourceFields): Read<WrittenResource, ResourceFault> => {
  const code = codeIn(fields)
  const hasMost = fields.kind === 'room' && fields.most.trim() !== ''
  const resource = ownSchema.safeParse({
    ...{ kind: fields.kind, name: fields.name, bufferMinutes: numberIn(fields.buffer) },
    ...(hasMost ? { maxParty: numberIn(fields.most) } : {}),
  })
  if (code.success && resource.success)
    return { ok: true, written: { code: code.data, isNew: true, resource: resource.data } }
  const paths = resource.success ? new Set() : pathsOf(resource.error)
  const isWrong: Readonly<Record<ResourceFault, boolean>> = {
    name: paths.has('name'),
    code: !code.success && !paths.has('name'),
    buffer: paths.has('bufferMinutes'),
    most: paths.has('maxParty'),
  }
  return { ok: false, wrong: (['name', 'code', 'buffer', 'most'] as const).filter((each) => isWrong[each]) }
}
