import type { BoardBooking, BoardResource, BookingState, Service } from '../app/terminal.ts'

/** [code, area, x, y, width, height, shape, seats] */
const tables: readonly (readonly [
  string,
  string,
  number,
  number,
  number,
  number,
  'round' | 'square' | 'long',
  number,
])[] = [
  ['1', 'Phòng trong', 100, 100, 90, 90, 'round', 2],
  ['2', 'Phòng trong', 280, 100, 90, 90, 'round', 2],
  ['3', 'Phòng trong', 460, 100, 90, 90, 'round', 2],
  ['4', 'Phòng trong', 660, 100, 110, 110, 'square', 4],
  ['5', 'Phòng trong', 860, 100, 110, 110, 'square', 4],
  ['6', 'Phòng trong', 100, 300, 110, 110, 'square', 4],
  ['7', 'Phòng trong', 300, 300, 110, 110, 'square', 4],
  ['8', 'Phòng trong', 520, 300, 180, 100, 'long', 6],
  ['9', 'Phòng trong', 800, 300, 180, 100, 'long', 6],
  ['10', 'Phòng trong', 150, 500, 220, 100, 'long', 8],
  ['11', 'Phòng trong', 480, 500, 130, 130, 'round', 6],
  ['12', 'Phòng trong', 760, 500, 150, 150, 'round', 10],
  ['S1', 'Sân vườn', 100, 100, 100, 100, 'round', 4],
  ['S2', 'Sân vườn', 300, 120, 100, 100, 'round', 4],
  ['S3', 'Sân vườn', 500, 100, 100, 100, 'round', 4],
  ['S4', 'Sân vườn', 200, 300, 180, 90, 'long', 6],
]

const nothing = { skills: [], joins: [], bufferMinutes: 10, location: 'q1', active: true }
const opening = {
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' })),
  exceptions: [],
}

export const diningRooms: readonly BoardResource[] = [
  ...tables.map(
    ([code, area, x, y, width, height, shape, seats]): BoardResource => ({
      ...nothing,
      code: `B${code}`,
      kind: 'table',
      name: `Bàn ${code}`,
      minParty: 1,
      maxParty: seats,
      placement: { area, x, y, width, height, turned: 0, shape },
      hours: opening,
    }),
  ),
  ...['Ngọc', 'Tâm'].map(
    (name): BoardResource => ({
      ...nothing,
      code: name.toLowerCase(),
      kind: 'staff',
      name,
      minParty: 1,
      maxParty: null,
      placement: null,
      hours: null,
    }),
  ),
]

export const services: readonly Service[] = [
  {
    code: 'ban',
    name: 'Ăn tại bàn',
    durationMinutes: 90,
    needs: [{ kind: 'table' }],
    confirmWithinSeconds: 900,
    cancelFreeUntilMinutes: 60,
    noShowAfterMinutes: 20,
  },
  {
    code: 'cat-toc',
    name: 'Cắt tóc',
    durationMinutes: 45,
    needs: [{ kind: 'staff' }],
    confirmWithinSeconds: null,
    cancelFreeUntilMinutes: null,
    noShowAfterMinutes: null,
  },
]

/** [table, minutes from now, how long, state, party, guest, phone] */
const day: readonly (readonly [string, number, number, BookingState, number, string, string])[] = [
  ['B1', -40, 90, 'seated', 2, 'Lan Anh', '0903112233'],
  ['B4', -100, 90, 'seated', 4, 'Anh Hoà', '0912000111'],
  ['B5', -12, 90, 'confirmed', 3, 'Chị Thu', '0987654321'],
  ['B7', 25, 90, 'confirmed', 4, 'Gia đình Minh', '0905123123'],
  ['B8', 45, 120, 'pending', 6, 'Công ty Sao Mai', '0283822111'],
  ['B9', 120, 90, 'confirmed', 5, 'Bác Năm', '0918000222'],
  ['B2', 75, 90, 'confirmed', 2, 'Vy', '0909777888'],
  ['B12', -30, 150, 'seated', 9, 'Sinh nhật bé Na', '0938444555'],
  ['B3', -150, 90, 'completed', 2, 'Khang', '0902333444'],
  ['B6', -90, 90, 'no_show', 4, 'Quốc', '0977888999'],
]

/** A day's bookings around now. */
export const bookingsAt = (now: number): readonly BoardBooking[] =>
  day
    .map(([table, startsIn, minutes, state, party, name, phone], place): BoardBooking => {
      const start = Math.round(now / 300_000) * 300_000 + startsIn * 60_000
      const end = start + minutes * 60_000
      return {
        ...{
          id: `bk${place}`,
          hold: `bh${place}`,
          state,
          channel: place % 3 === 0 ? 'web' : 'counter',
          location: 'q1',
        },
        ...{ service: 'ban', start, end, party, resources: [table], customer: { name, phone } },
        ...{ note: place === 7 ? 'Bánh kem để tủ lạnh' : null, terminal: null, staff: null, bookedAt: now - 3_600_000 },
        confirmBy: state === 'pending' ? now + 8 * 60_000 : null,
        noShowAt: state === 'confirmed' ? start + 20 * 60_000 : null,
        freeUntil: start - 3_600_000,
        seatedAt: state === 'seated' ? start : null,
        endedAt: state === 'completed' || state === 'no_show' ? end : null,
        reason: null,
        waiting: null,
        sent: place !== 4,
        late: (state === 'pending' || state === 'confirmed') && start < now,
        overTime: state === 'seated' && end < now,
      }
    })
    .toSorted((a, b) => a.start - b.start)
