import type { TFunction } from 'i18next'
import type { BoardBooking, BoardResource, BookingAnswer, Obstacle, WaitingAnswer } from '../../app/terminal.ts'
import type { Formats } from '../../i18n/formats.ts'

type Refusal = Extract<BookingAnswer, { ok: false }>
type Named = Pick<BoardResource, 'code' | 'name'>

/** How the guest of a booking is called: by name, else by telephone. */
export const guestName = ({ customer }: Pick<BoardBooking, 'customer'>, t: TFunction): string =>
  customer?.name ?? customer?.phone ?? t('booking.guest')

/** The names of resources; one that is gone keeps its code. */
export const placeNames = (resources: readonly Named[], codes: readonly string[]): string =>
  codes.map((code) => resources.find((one) => one.code === code)?.name ?? code).join(' + ')

/** Hours and minutes as a glance takes them in: `35 min`, `1:05`; `35′` where there is little room. Minutes are rounded up, so that 0 is really the end. */
export const roughly = (milliseconds: number, t: TFunction, room: 'wide' | 'narrow' = 'wide'): string => {
  const minutes = Math.ceil(Math.abs(milliseconds) / 60_000)
  if (minutes < 60) return t(room === 'narrow' ? 'booking.minutesShort' : 'booking.minutes', { count: minutes })
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** What stands in the way, in words. */
export const obstacleText = (
  obstacle: Obstacle,
  resources: readonly Named[],
  { t, formats }: { t: TFunction; formats: Formats },
): string => {
  const where = placeNames(resources, [obstacle.resource])
  switch (obstacle.why) {
    case 'booked': {
      const { booking } = obstacle
      const [from, to] = [formats.time(booking.start), formats.time(booking.end)]
      return t('booking.refused.booked', { where, guest: guestName(booking, t), from, to })
    }
    case 'held':
      return t('booking.refused.held', { where, time: formats.time(obstacle.held.expiresAt) })
    case 'outside_hours':
      return t('booking.refused.outside_hours', { where })
  }
}

/** Why something cannot be done, in words: what stands in the way, else what the rules said. */
export const refusalText = (
  { rejection, obstacles }: Refusal,
  resources: readonly Named[],
  words: { t: TFunction; formats: Formats },
): string => {
  const [first] = obstacles
  if (first !== undefined) return obstacleText(first, resources, words)
  const { t } = words
  if (rejection.code === 'waiting_state')
    return t('waiting.refused.state', {
      guest: t('booking.guest'),
      state: t(`activity.waitingState.${rejection.state}`),
    })
  if (rejection.code === 'booking_state')
    return t('booking.refused.state', { state: t(`booking.state.${rejection.state}`) })
  return t(rejection.code === 'conflict' ? 'booking.refused.none' : 'booking.refused.other')
}

/** Why something cannot be done with a guest's place in the waiting list. */
export const waitingRefusalText = (
  { rejection }: Extract<WaitingAnswer, { ok: false }>,
  guest: string,
  t: TFunction,
): string => {
  if (rejection.code === 'waiting_state')
    return t('waiting.refused.state', { guest, state: t(`activity.waitingState.${rejection.state}`) })
  return t(rejection.code === 'conflict' ? 'waiting.refused.unfit' : 'waiting.refused.other')
}
