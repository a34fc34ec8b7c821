import { codeFromName, codeSchema } from '../../../shared/codes.ts'
import { mostPublicSeats } from '../../../shared/seating/events.ts'
import type { Plan } from '../../../shared/seating/plan.ts'
import type { WrittenEvent } from '../../app/questions.ts'
import type { ShownEvent } from '../../app/terminal.ts'
import { dayNamed, dayOf, momentAt, typedMinute } from '../bookings/days.ts'
import { priceText, typedPrice } from '../settings/goods/itemForm.ts'

/** Where the plan comes from: the hall of an event, by its code, or a file. */
export type HallChoice =
  | { readonly type: 'none' }
  | { readonly type: 'event'; readonly code: string }
  | { readonly type: 'file'; readonly name: string; readonly plan: Plan }

/** An event as it is typed. */
export interface EventFields {
  readonly code: string
  readonly name: string
  /** `2026-11-23` and `19:30`, by the shop's clocks. */
  readonly date: string
  readonly time: string
  readonly hall: HallChoice
  /** By category. */
  readonly prices: Readonly<Record<string, string>>
  readonly isPublic: boolean
  readonly publicSeats: number
  readonly leavesNoSingle: boolean
}

export type EventField = 'code' | 'name' | 'startsAt' | 'hall' | 'prices'

export type ReadEvent =
  | { readonly ok: true; readonly event: Omit<WrittenEvent, 'isNew'> }
  | { readonly ok: false; readonly wrong: readonly EventField[] }

const usualPublicSeats = 8

/** @param events of which the first lends its hall, since most events are in a hall that is there already */
export const emptyEvent = (zone: string, now: number, events: readonly ShownEvent[]): EventFields => ({
  ...{ code: '', name: '', date: dayOf(zone, now).date, time: '19:30', prices: {} },
  hall: events[0] === undefined ? { type: 'none' } : { type: 'event', code: events[0].code },
  ...{ isPublic: true, publicSeats: usualPublicSeats, leavesNoSingle: true },
})

export const fieldsOf = (event: ShownEvent, zone: string): EventFields => {
  const day = dayOf(zone, event.startsAt)
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return {
    ...{ code: event.code, name: event.name, date: day.date },
    time: time.format(event.startsAt),
    hall: { type: 'event', code: event.code },
    prices: pricesOf(event),
    ...{ isPublic: event.publicSeats > 0, publicSeats: event.publicSeats || usualPublicSeats },
    leavesNoSingle: event.leavesNoSingle,
  }
}

/** The prices of an event as they are typed. */
export const pricesOf = ({ categories, currency }: ShownEvent): Record<string, string> =>
  Object.fromEntries(
    categories.flatMap(({ name, price }) => (price === null ? [] : [[name, priceText(price, currency)]])),
  )

/** The categories that can be priced. */
export const categoriesOf = (hall: HallChoice, events: readonly ShownEvent[]): readonly string[] => {
  switch (hall.type) {
    case 'none':
      return []
    case 'event':
      return events.find(({ code }) => code === hall.code)?.categories.map(({ name }) => name) ?? []
    case 'file':
      return hall.plan.categories.map(({ name }) => name)
  }
}

export const seatsIn = ({ zones }: Plan): number =>
  zones.reduce((sum, { rows }) => sum + rows.reduce((all, { seats }) => all + seats.length, 0), 0)

/** A code that can stand in an address, made of a name and a day: `mua-hoa-sua-2026-11-23`. */
export const codeFrom = (name: string, date: string): string => [codeFromName(name), date].filter(Boolean).join('-')

/** Reads what was typed, in the currency and by the clocks of the shop. */
export const readEvent = (
  fields: EventFields,
  {
    currency,
    zone,
    events,
  }: { readonly currency: string; readonly zone: string; readonly events: readonly ShownEvent[] },
): ReadEvent => {
  const code = codeSchema.safeParse((fields.code || codeFrom(fields.name, fields.date)).trim())
  const [day, minute] = [dayNamed(zone, fields.date), typedMinute(fields.time)]
  const priced = categoriesOf(fields.hall, events).flatMap((category) => {
    const text = (fields.prices[category] ?? '').trim()
    return text === '' ? [] : [[category, typedPrice(text, currency)] as const]
  })
  const fits: Readonly<Record<EventField, boolean>> = {
    code: code.success && !/\s/.test(code.data),
    name: fields.name.trim() !== '' && fields.name.trim().length <= 200,
    startsAt: day !== null && minute !== null,
    hall: fields.hall.type !== 'none',
    prices: priced.every(([, price]) => price !== null),
  }
  const wrong = (['name', 'code', 'startsAt', 'hall', 'prices'] as const).filter((field) => !fits[field])
  if (wrong.length > 0 || !code.success || day === null || minute === null || fields.hall.type === 'none')
    return { ok: false, wrong }
  return {
    ok: true,
    event: {
      ...{ code: code.data, name: fields.name.trim(), leavesNoSingle: fields.leavesNoSingle },
      startsAt: new Date(momentAt(zone, day, minute)).toISOString(),
      plan: fields.hall.type === 'event' ? fields.hall.code : fields.hall.plan,
      prices: Object.fromEntries(priced.flatMap(([name, price]) => (price === null ? [] : [[name, price]]))),
      publicSeats: fields.isPublic ? Math.min(mostPublicSeats, Math.max(1, fields.publicSeats)) : 0,
    },
  }
}
