import type { WaitingWish } from '../../app/terminal.ts'
import { dayNamed, dayOf, momentAt, typedMinute } from '../bookings/days.ts'
import { guestOf, partyOf } from '../bookings/newBookingForm.ts'

/** A guest who comes to wait, as it is typed. */
export interface JoinFields {
  readonly party: string
  readonly name: string
  readonly phone: string
  readonly service: string
  readonly atTheDoor: boolean
  /** `2026-11-23` */
  readonly date: string
  /** The start that they want lies between these, as typed. Without the second: within two hours of the first. */
  readonly from: string
  readonly to: string
}

/** What is wrong with a field; the words are in `waiting.wrong`. */
export type JoinFault = { readonly field: 'party' | 'from' | 'to'; readonly why: 'party' | 'time' | 'order' | 'past' }

export type Joining =
  | { readonly ok: true; readonly wish: WaitingWish }
  | { readonly ok: false; readonly fault: JoinFault }

const twoHoursMs = 7_200_000

const wrong = (field: JoinFault['field'], why: JoinFault['why']): Joining => ({ ok: false, fault: { field, why } })

/** The day that is meant: a form that stands open past midnight means today, as it did. Dates as `2026-11-23`. */
export const dayMeant = (date: string, zone: string, now: number): string => {
  const today = dayOf(zone, now).date
  return date < today ? today : date
}

/** What is asked for, or the first thing that is wrong. */
export const joiningOf = (fields: JoinFields, zone: string, now: number): Joining => {
  const party = partyOf(fields.party)
  if (party === null) return wrong('party', 'party')
  const guest = guestOf(fields)
  const { service, atTheDoor } = fields
  const about = { service, party, atTheDoor, ...(guest === null ? {} : { guest }) }
  if (atTheDoor) return { ok: true, wish: about }
  const day = dayNamed(zone, dayMeant(fields.date, zone, now))
  const [first, last] = [typedMinute(fields.from), typedMinute(fields.to)]
  if (day === null || first === null) return wrong('from', 'time')
  if (fields.to.trim() !== '' && last === null) return wrong('to', 'time')
  const from = momentAt(zone, day, first)
  // The end is a start too: who wants 19:00 to 20:00 would come at 20:00.
  const to = last === null ? from + twoHoursMs : momentAt(zone, day, last) + 1
  if (to <= from + 1) return wrong('to', 'order')
  return to <= now ? wrong('from', 'past') : { ok: true, wish: { ...about, from, to } }
}
