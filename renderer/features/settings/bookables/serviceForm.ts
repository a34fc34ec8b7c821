import { type ResourceKind, type Service, serviceInputSchema } from '../../../../shared/bookings/resources.ts'
import type { WrittenService } from '../../../app/questions.ts'
import { codeIn, numberIn, optional, pathsOf, type Read } from './bookableForm.ts'

/** One thing that a service needs, as it is typed. */
export interface TypedNeed {
  /** Tells the lines of the form from each other. */
  readonly id: number
  readonly kind: ResourceKind
  /** Empty: any of this kind will do. */
  readonly skill: string
}

/** A service as it is typed; times in minutes. */
export interface ServiceFields {
  readonly name: string
  /** Empty: made of the name. */
  readonly code: string
  readonly duration: string
  readonly needs: readonly TypedNeed[]
  /** Empty: as long as the channel of the booking holds anything. */
  readonly confirm: string
  /** Empty: until the start. */
  readonly free: string
  /** Empty: only a person says that a guest has not come. */
  readonly noShow: string
}
export const serviceFaults = ['name', 'code', 'duration', 'needs', 'confirm', 'free', 'noShow'] as const
export type ServiceFault = (typeof serviceFaults)[number]
export const mostNeeds = 10

export const emptyService: ServiceFields = {
  ...{ name: '', code: '', duration: '90', needs: [{ id: 0, kind: 'table', skill: '' }] },
  ...{ confirm: '30', free: '', noShow: '20' },
}

/** Seconds that were said over REST need not be whole minutes; two digits after the point bring each of them back. */
const minutesText = (seconds: number): string => String(Math.round((seconds / 60) * 100) / 100)
const secondsIn = (text: string): number =>
  /^\s*\d{1,5}(?:[.,]\d{1,2})?\s*$/.test(text) ? Math.round(Number(text.replace(',', '.')) * 60) : Number.NaN

const textOf = (value: number | null): string => (value === null ? '' : String(value))

/** A service as it stands in the form in which it is changed. */
export const serviceFieldsOf = (service: Service): ServiceFields => ({
  ...{ name: service.name, code: service.code, duration: String(service.durationMinutes) },
  needs: service.needs.map(({ kind, skill = '' }, id) => ({ id, kind, skill })),
  confirm: service.confirmWithinSeconds === null ? '' : minutesText(service.confirmWithinSeconds),
  ...{ free: textOf(service.cancelFreeUntilMinutes), noShow: textOf(service.noShowAfterMinutes) },
})

/** One more need: of the first kind that is not asked for yet. */
export const oneMoreNeed = (needs: readonly TypedNeed[], kinds: readonly ResourceKind[]): TypedNeed => ({
  id: Math.max(-1, ...needs.map(({ id }) => id)) + 1,
  kind: kinds.find((kind) => !needs.some((need) => need.kind === kind)) ?? 'staff',
  skill: '',
})

/** What was typed: a service as a whole, or what does not fit. */
export const readService = (fields: ServiceFields, isNew = true): Read<WrittenService, ServiceFault> => {
  const code = codeIn(fields)
  const service = serviceInputSchema.safeParse({
    ...{ name: fields.name, durationMinutes: numberIn(fields.duration) },
    needs: fields.needs.map(({ kind, skill }) => ({ kind, skill: optional(skill, (text) => text.trim()) })),
    confirmWithinSeconds: optional(fields.confirm, secondsIn),
    cancelFreeUntilMinutes: optional(fields.free, numberIn),
    noShowAfterMinutes: optional(fields.noShow, numberIn),
  })
  if (code.success && service.success) return { ok: true, written: { code: code.data, isNew, service: service.data } }
  const paths = service.success ? new Set() : pathsOf(service.error)
  const isWrong: Readonly<Record<ServiceFault, boolean>> = {
    name: paths.has('name'),
    // Of a name that is missing no code can be made: that is said once.
    code: !code.success && !paths.has('name'),
    duration: paths.has('durationMinutes'),
    needs: paths.has('needs'),
    confirm: paths.has('confirmWithinSeconds'),
    free: paths.has('cancelFreeUntilMinutes'),
    noShow: paths.has('noShowAfterMinutes'),
  }
  return { ok: false, wrong: serviceFaults.filter((each) => isWrong[each]) }
}
