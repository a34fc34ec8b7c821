import type { WaitingGuest } from '../../shared/bookings/waitingGuests.ts'
import type { WaitingOffer } from '../../shared/bookings/waitingCommands.ts'

const minute = 60_000

/** [minutes ago, party, at the door, name, phone, told, note] */
const line: readonly (readonly [number, number, boolean, string, string | null, number | null, string | null])[] = [
  [34, 4, true, 'Chị Hằng', '0903555666', 30, null],
  [28, 2, false, 'Thu Trang', '0918222333', null, 'Bàn gần cửa sổ'],
  [21, 8, true, 'Nhóm anh Đức', '0987445120', null, 'Có hai ghế trẻ em'],
  [16, 9, true, 'Nhà chị Mai', '0903118224', 45, null],
  [9, 2, true, 'Bích Ngọc', null, 15, null],
  [4, 11, false, 'Công ty Hoa Sen', '0283999111', null, null],
]

/** So many guests who wait around `now`: the first has missed an offer, two have one. */
export const guestsAt = (now: number, count: number): readonly WaitingGuest[] =>
  Array.from({ length: count }, (_, place): WaitingGuest => {
    const [ago, party, atTheDoor, name, phone, told, note] = line[place % line.length] ?? [
      0,
      1,
      true,
      '',
      null,
      0,
      null,
    ]
    const round = Math.floor(place / line.length)
    const cameAt = now - (ago - round * 0.1) * minute
    const isMissed = place === 4
    return {
      ...{
        id: `wg${place}`,
        state: isMissed ? 'missed' : 'waiting',
        channel: 'counter',
        location: 'q1',
        service: 'ban',
      },
      ...{
        party,
        from: atTheDoor ? cameAt : now - 5 * minute,
        to: atTheDoor ? cameAt + 240 * minute : now + 90 * minute,
      },
      ...{ atTheDoor, cameAt, note, quotedMinutes: told, terminal: null, staff: null },
      customer: { name: round === 0 ? name : `${name} ${round + 1}`, ...(phone === null ? {} : { phone }) },
      ...{ offer: null, offerUntil: null, endedAt: isMissed ? now - 6 * minute : null, reason: null },
    }
  })

const quarter = 15 * minute

/** The offers that stand, one for somebody at the door and one for somebody elsewhere. */
export const offersAt = (now: number, count: number): readonly WaitingOffer[] =>
  count < 2
    ? []
    : [
        { type: 'waiting.offer', guest: 'wg0', booking: 'of0', hold: 'oh0', start: now, resources: ['B6'] },
        {
          ...{ type: 'waiting.offer', guest: 'wg1', booking: 'of1', hold: 'oh1' },
          ...{ start: Math.ceil(now / quarter) * quarter, resources: ['B3'] },
        },
      ]
