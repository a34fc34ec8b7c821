import type { Placement } from '../../../shared/bookings/resources.ts'
import { codeSchema } from '../../../shared/codes.ts'
import { printable } from '../../../shared/text.ts'
import type { WrittenResource } from '../../app/questions.ts'
import type { BoardResource } from '../../app/terminal.ts'

export const sizes = ['small', 'medium', 'large'] as const
export type Size = (typeof sizes)[number]
type Shape = Placement['shape']

const sides: Readonly<Record<Size, number>> = { small: 90, medium: 120, large: 160 }

/** A table as it is typed. */
export interface TableFields {
  readonly code: string
  readonly name: string
  readonly area: string
  readonly minParty: string
  readonly maxParty: string
  readonly buffer: string
  readonly shape: Shape
  readonly size: Size
  readonly turned: number
  readonly x: number
  readonly y: number
}
export type TableFault = 'name' | 'code' | 'party'

/** A long table is half as wide as it is long. */
const measure = (shape: Shape, size: Size): { width: number; height: number } => {
  const side = sides[size]
  return shape === 'long' ? { width: side * 2, height: side } : { width: side, height: side }
}

const sizeOf = ({ height }: Placement): Size => {
  if (height <= 100) return 'small'
  return height <= 140 ? 'medium' : 'large'
}

export const fieldsOf = (resource: BoardResource, placement: Placement): TableFields => ({
  code: resource.code,
  name: resource.name,
  area: placement.area,
  minParty: String(resource.minParty),
  maxParty: resource.maxParty === null ? '' : String(resource.maxParty),
  buffer: String(resource.bufferMinutes),
  shape: placement.shape,
  size: sizeOf(placement),
  turned: placement.turned,
  x: placement.x,
  y: placement.y,
})

/** A table that nobody has named yet, with the next number. */
export const newFields = (
  resources: readonly BoardResource[],
  area: string,
  at: { x: number; y: number },
): TableFields => {
  let number = resources.filter(({ kind }) => kind === 'table').length + 1
  while (resources.some(({ code }) => code === `B${number}`)) number += 1
  return {
    ...{ code: `B${number}`, name: String(number), area, minParty: '1', maxParty: '4', buffer: '10' },
    ...{ shape: 'square', size: 'medium', turned: 0, ...at },
  }
}

const whole = (text: string, least: number, most: number): number | null => {
  const value = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : null
}

/** All of a resource as it is written, from what the board has of it. */
export const writtenOf = (resource: BoardResource, placement: Placement | null): WrittenResource => ({
  code: resource.code,
  isNew: false,
  resource: {
    kind: resource.kind,
    name: resource.name,
    minParty: resource.minParty,
    ...(resource.maxParty === null ? {} : { maxParty: resource.maxParty }),
    bufferMinutes: resource.bufferMinutes,
    skills: [...resource.skills],
    joins: [...resource.joins],
    placement,
    active: resource.active,
  },
})

/** What was typed: a table, or what does not fit. Size and shape are kept to the centimetre where they were not changed. */
export const readTable = (
  fields: TableFields,
  known: BoardResource | null,
):
  | { readonly ok: true; readonly written: WrittenResource }
  | { readonly ok: false; readonly wrong: readonly TableFault[] } => {
  const code = codeSchema.safeParse(fields.code.trim())
  const name = fields.name.trim()
  const minParty = whole(fields.minParty, 1, 1_000)
  const maxParty = fields.maxParty.trim() === '' ? undefined : whole(fields.maxParty, 1, 1_000)
  const buffer = whole(fields.buffer, 0, 1_440) ?? 0
  const nameFits = name !== '' && name.length <= 200 && printable.test(name)
  const partyFits = minParty !== null && maxParty !== null && minParty <= (maxParty ?? 1_000)
  if (!code.success || !nameFits || !partyFits) {
    const fits: Readonly<Record<TableFault, boolean>> = { code: code.success, name: nameFits, party: partyFits }
    return { ok: false, wrong: (['name', 'code', 'party'] as const).filter((each) => !fits[each]) }
  }
  const { area, x, y, turned, shape, size } = fields
  const old = known?.placement ?? null
  const isSame = old !== null && old.shape === shape && sizeOf(old) === size
  const { width, height } = isSame ? old : measure(shape, size)
  return {
    ok: true,
    written: {
      code: code.data,
      isNew: known === null,
      resource: {
        ...{ kind: known?.kind ?? 'table', name, minParty, bufferMinutes: buffer },
        ...(maxParty === undefined ? {} : { maxParty }),
        ...{ skills: [...(known?.skills ?? [])], joins: [...(known?.joins ?? [])], active: true },
        placement: { area: area.trim(), x, y, width, height, turned, shape },
      },
    },
  }
}
