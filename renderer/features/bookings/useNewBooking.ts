import { useDeferredValue, useMemo, useState } from 'react'
import { useTerminal } from '../../app/TerminalContext.tsx'
import type { BookingBoard, BookingWish, FreeStart, KnownGuest, Obstacle } from '../../app/terminal.ts'
import { useFormats } from '../../app/useFormats.ts'
import { useLive } from '../../app/useLive.ts'
import { dayNamed, dayOf, momentAt, typedMinute } from './days.ts'
import type { NewBookingStart } from './hostDesk.ts'
import { servicesHere } from './servicesHere.ts'
import { type BookingFields, figuresOf, partyOf, waysOf, wishOf } from './newBookingForm.ts'

const leastFigures = 3
const mostGuestsShown = 4

/** A new booking while it is being typed: what is free, who the guest may be, and what stands in the way. */
export interface NewBookingForm {
  readonly board: BookingBoard
  readonly fields: BookingFields
  readonly party: number | null
  readonly starts: readonly FreeStart[]
  /** The moment that was typed or chosen; null if none was, or if it is none. */
  readonly wanted: number | null
  readonly isTimeWrong: boolean
  /** With what it will be booked; null if it is not free. */
  readonly resources: readonly string[] | null
  /** Why the wanted time is not free. */
  readonly obstacle: Obstacle | null
  readonly guests: readonly KnownGuest[]
  set(change: Partial<BookingFields>): void
  take(guest: KnownGuest): void
  /** null while something is missing. */
  wish(): BookingWish | null
}

const firstFields = (
  board: BookingBoard,
  start: NewBookingStart,
  now: number,
  timeOf: (moment: number) => string,
): BookingFields => {
  const resource = board.resources.find(({ code }) => code === start.resource)
  const services = servicesHere(board)
  const suited = services.filter(
    ({ needs }) => resource === undefined || needs.some(({ kind }) => kind === resource.kind),
  )
  const asked = suited.find(({ code }) => code === start.service)
  const date = start.day ?? dayOf(board.zone, start.start ?? now).date
  const time = start.start === undefined ? '' : timeOf(start.start)
  const party = String(start.party ?? Math.min(2, resource?.maxParty ?? 2))
  return {
    ...{ party, service: asked?.code ?? suited[0]?.code ?? services[0]?.code ?? '', date, time },
    ...{
      phone: start.guest?.phone ?? '',
      name: start.guest?.name ?? '',
      note: '',
      resource: resource?.code ?? '',
      sure: true,
    },
  }
}

export const useNewBooking = (start: NewBookingStart): NewBookingForm => {
  const { bookings, clock } = useTerminal()
  const formats = useFormats()
  const board = useLive(bookings.board)
  const [fields, setFields] = useState(() => firstFields(board, start, clock.now(), formats.time))
  /** The name that was filled in by the telephone number: another number may put another in its place. */
  const [filledName, setFilledName] = useState('')
  const asked = useDeferredValue(fields)

  const party = partyOf(fields.party)
  const starts = useMemo(() => {
    const [day, guests] = [dayNamed(board.zone, asked.date), partyOf(asked.party)]
    if (day === null || guests === null || asked.service === '') return []
    const free = bookings.free({ service: asked.service, party: guests, from: day.from, to: day.to })
    return free.filter((one) => waysOf(one, asked.resource).length > 0)
  }, [bookings, board, asked.date, asked.party, asked.service, asked.resource])

  const minute = typedMinute(fields.time)
  const day = dayNamed(board.zone, fields.date)
  const wanted = minute === null || day === null ? null : momentAt(board.zone, day, minute)
  const choice = useMemo(() => {
    if (wanted === null || party === null || fields.service === '') return null
    const question = { service: fields.service, start: wanted, party }
    const all = bookings
      .choices(question)
      .filter(({ resources }) => fields.resource === '' || resources.includes(fields.resource))
    const own = fields.resource === '' ? undefined : bookings.choices({ ...question, resources: [fields.resource] })[0]
    return all.find(({ obstacles }) => obstacles.length === 0) ?? own ?? all[0] ?? null
    // The board is what the answer stands on.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [bookings, board, wanted, party, fields.service, fields.resource])
  const isPast = wanted !== null && wanted < clock.now() - 60_000
  const resources = choice === null || choice.obstacles.length > 0 || isPast ? null : choice.resources

  const guests = useMemo(() => {
    const text = figuresOf(fields.phone).length >= leastFigures ? fields.phone : fields.name
    return text.trim().length >= leastFigures ? bookings.findGuests(text).slice(0, mostGuestsShown) : []
  }, [bookings, fields.phone, fields.name])

  const set = (change: Partial<BookingFields>): void => {
    const next = { ...fields, ...change }
    if (change.phone !== undefined && (fields.name === '' || fields.name === filledName)) {
      const figures = figuresOf(change.phone)
      const known = bookings.findGuests(change.phone).find(({ guest }) => figuresOf(guest.phone ?? '') === figures)
      const name = figures.length >= 6 ? (known?.guest.name ?? '') : ''
      setFilledName(name)
      return setFields({ ...next, name })
    }
    setFields(next)
  }
  return {
    ...{ board, fields, party, starts, wanted, resources, guests, set },
    isTimeWrong: fields.time.trim() !== '' && minute === null,
    obstacle: choice?.obstacles[0] ?? null,
    take: ({ guest }) => setFields({ ...fields, phone: guest.phone ?? fields.phone, name: guest.name ?? fields.name }),
    wish: () =>
      party === null || wanted === null || resources === null
        ? null
        : {
            ...wishOf(fields, { party, start: wanted, resources: fields.resource === '' ? null : resources }),
            ...(start.waiting === undefined ? {} : { waiting: start.waiting }),
          },
  }
}
