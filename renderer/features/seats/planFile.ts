import { z } from 'zod'
import { type Plan, type PlanFault, planFaults, planSchema } from '../../../shared/seating/plan.ts'

/** A request of the terminal may have 8 MB. */
export const largestPlan = 7 * 1024 * 1024

/** One fault of a plan, and where it is in words that stand in the plan. */
export interface FaultAt {
  readonly zone: number | null
  readonly row: string | null
  readonly seat: string | null
  readonly category: number | null
  readonly fault: PlanFault | 'missing' | 'wrong'
  /** The name that is at fault; of what is missing or wrong, the field. */
  readonly value: string
}

export type ReadPlan =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly why: 'too_large' }
  | { readonly ok: false; readonly why: 'not_json'; readonly detail: string }
  | { readonly ok: false; readonly why: 'faults'; readonly faults: readonly FaultAt[] }

/** Reads a file as a plan. Every fault is told with its place. */
export const readPlan = (text: string): ReadPlan => {
  if (text.length > largestPlan) return { ok: false, why: 'too_large' }
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (error) {
    return { ok: false, why: 'not_json', detail: error instanceof Error ? error.message : '' }
  }
  const parsed = planSchema.safeParse(raw)
  if (parsed.success) return { ok: true, plan: parsed.data }
  return { ok: false, why: 'faults', faults: parsed.error.issues.map((issue) => faultAt(issue, raw)) }
}

const paramsSchema = z.object({ fault: z.enum(planFaults), value: z.string() })

const faultAt = (issue: z.core.$ZodIssue, raw: unknown): FaultAt => {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? '' : step))
  const numberAfter = (key: string): number | null => {
    const next = path[path.indexOf(key) + 1]
    return path.includes(key) && typeof next === 'number' ? next : null
  }
  const [zone, row, seat, category] = ['zones', 'rows', 'seats', 'categories'].map(numberAfter)
  const upTo = (key: string): (string | number)[] => path.slice(0, path.indexOf(key) + 2)
  const place = {
    zone: zone == null ? null : zone + 1,
    row: row == null ? null : nameIn(raw, upTo('rows'), ['row_number'], row),
    seat: seat == null ? null : nameIn(raw, upTo('seats'), ['seat_number', 'seat_guid'], seat),
    category: category == null ? null : category + 1,
  }
  const known = 'params' in issue ? paramsSchema.safeParse(issue.params).data : undefined
  if (known !== undefined) return { ...place, ...known }
  const field = path.findLast((step) => typeof step === 'string') ?? ''
  return { ...place, fault: valueAt(raw, path) === undefined ? 'missing' : 'wrong', value: field }
}

const valueAt = (raw: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((value, step) => {
    const { data } = z.union([z.array(z.unknown()), z.looseObject({})]).safeParse(value)
    if (data === undefined) return undefined
    return Array.isArray(data) ? data[Number(step)] : data[String(step)]
  }, raw)

/** What is written on a row or a seat; its place, counted from 1, where nothing is. */
const nameIn = (raw: unknown, path: readonly (string | number)[], keys: readonly string[], index: number): string => {
  const names = keys.map((key) => valueAt(raw, [...path, key]))
  const name = names.find((one) => typeof one === 'string' && one !== '')
  return typeof name === 'string' ? name : `#${index + 1}`
}
