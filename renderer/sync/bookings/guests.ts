import { foldForSearch } from '../../../shared/text.ts'
import type { BoardBooking, KnownGuest } from '../../app/terminal.ts'

const mostFound = 8

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** The same person as far as can be told: by telephone, else by name. */
const keyOfGuest = ({ customer }: BoardBooking): string | null => {
  const phone = digitsOf(customer?.phone ?? '')
  if (phone !== '') return phone
  const name = foldForSearch(customer?.name ?? '').trim()
  return name === '' ? null : name
}

/** Guests whom these bookings name, found by a part of their telephone number or by words of their name. */
export const guestsIn = (bookings: readonly BoardBooking[], text: string): KnownGuest[] => {
  const digits = digitsOf(text)
  const words = foldForSearch(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return []
  const isNumber = digits.length >= 3 && /^[\d\s+().-]+$/.test(text.trim())
  const found = new Map<string, KnownGuest>()
  for (const booking of bookings) {
    const key = keyOfGuest(booking)
    const { customer } = booking
    if (key === null || customer === null) continue
    const name = foldForSearch(customer.name ?? '')
    const isMeant = isNumber
      ? digitsOf(customer.phone ?? '').includes(digits)
      : words.every((word) => name.includes(word))
    if (!isMeant) continue
    const known = found.get(key)
    found.set(key, {
      guest: known !== undefined && known.last > booking.start ? known.guest : customer,
      bookings: (known?.bookings ?? 0) + 1,
      noShows: (known?.noShows ?? 0) + (booking.state === 'no_show' ? 1 : 0),
      last: Math.max(known?.last ?? booking.start, booking.start),
    })
  }
  return [...found.values()].toSorted((a, b) => b.last - a.last).slice(0, mostFound)
}
