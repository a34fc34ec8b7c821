import type { BookingWish, FreeStart, Guest } from '../../app/terminal.ts'

/** A new booking as it is typed. */
export interface BookingFields {
  readonly party: string
  readonly service: string
  /** `2026-11-23` */
  readonly date: string
  /** As it was typed; what was chosen from the free times stands here too. */
  readonly time: string
  readonly phone: string
  readonly name: string
  readonly note: string
  /** Empty: the best that is free. */
  readonly resource: string
  readonly sure: boolean
}

const mostGuests = 1_000

export const partyOf = (text: string): number | null => {
  const party = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0
  return party >= 1 && party <= mostGuests ? party : null
}

const filled = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** The guest as far as anything was typed of them. */
export const guestOf = ({ name, phone }: Pick<BookingFields, 'name' | 'phone'>): Guest | null => {
  const [named, called] = [filled(name), filled(phone)]
  if (named === null && called === null) return null
  return { ...(named === null ? {} : { name: named }), ...(called === null ? {} : { phone: called }) }
}

/** What is asked of the hub; the resources are those that were chosen, or none, so that the best that is free is taken. */
export const wishOf = (
  fields: BookingFields,
  { party, start, resources }: { party: number; start: number; resources: readonly string[] | null },
): BookingWish => {
  const guest = guestOf(fields)
  const note = filled(fields.note)
  return {
    ...{ service: fields.service, start, party, confirmed: fields.sure },
    ...(resources === null ? {} : { resources }),
    ...(guest === null ? {} : { guest }),
    ...(note === null ? {} : { note }),
  }
}

/** The free times nearest to one that is not free, in order: a few, on both sides. */
export const nearestTo = (starts: readonly FreeStart[], wanted: number, most: number): readonly FreeStart[] =>
  starts
    .toSorted((a, b) => Math.abs(a.start - wanted) - Math.abs(b.start - wanted))
    .slice(0, most)
    .toSorted((a, b) => a.start - b.start)

/** With what a start can be had; only ways with that one resource if it was chosen. */
export const waysOf = (start: FreeStart | undefined, resource: string): readonly (readonly string[])[] =>
  (start?.resources ?? []).filter((codes) => resource === '' || codes.includes(resource))

/** Telephone numbers are the same however they are written. */
export const figuresOf = (phone: string): string => phone.replace(/\D/g, '')
