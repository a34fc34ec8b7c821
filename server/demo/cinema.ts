import type { EventInput } from '../../shared/seating/events.ts'
import type { Plan } from '../../shared/seating/plan.ts'

/** A small cinema above the house in Quận 1: two halls, and what they show tonight. */

type PlanRow = Plan['zones'][number]['rows'][number]

const [seatStep, rowStep, aisle] = [40, 50, 40]

interface RowSize {
  readonly name: string
  readonly seats: number
  readonly category: string
  /** How many at the row's end are kept for wheelchairs, each with a companion's seat beside it. */
  readonly wheelchairs?: number
}

/** A row in the middle of the hall, with an aisle through it. */
const rowOf = ({ name, seats, category, wheelchairs = 0 }: RowSize, index: number, widest: number): PlanRow => ({
  row_number: name,
  row_number_position: 'both',
  position: { x: ((widest - seats) * seatStep) / 2, y: index * rowStep },
  seats: Array.from({ length: seats }, (_, seat) => {
    const fromEnd = seats - 1 - seat
    const isKept = fromEnd < wheelchairs * 2
    const isCompanion = isKept && fromEnd % 2 === 1
    return {
      seat_guid: `${name}${seat + 1}`,
      seat_number: String(seat + 1),
      position: { x: seat * seatStep + (seat < seats / 2 ? 0 : aisle), y: 0 },
      category,
      ...(isKept && !isCompanion ? { accessible: true } : {}),
      ...(isCompanion ? { companion_of: `${name}${seat + 2}` } : {}),
    }
  }),
})

const hallOf = (name: string, rows: readonly RowSize[]): Plan => {
  const widest = Math.max(...rows.map(({ seats }) => seats))
  return {
    name,
    size: { width: (widest + 3) * seatStep, height: (rows.length + 3) * rowStep },
    categories: [
      { name: 'Thường', color: '#4c6ef5' },
      { name: 'VIP', color: '#e8590c' },
      { name: 'Đôi', color: '#c2255c' },
    ],
    zones: [
      {
        name,
        position: { x: seatStep, y: 2 * rowStep },
        rows: rows.map((row, index) => rowOf(row, index, widest)),
        areas: [
          {
            ...{ shape: 'rectangle', position: { x: 0, y: -1.5 * rowStep }, color: '#dee2e6', border_color: '#868e96' },
            rectangle: { width: widest * seatStep + aisle, height: 20 },
            text: { text: 'Màn ảnh', position: { x: (widest * seatStep) / 2, y: -10 } },
          },
        ],
      },
    ],
  }
}

const rowsNamed = (names: string, seats: number, category: string): RowSize[] =>
  names.split('').map((name) => ({ name, seats, category }))

const large = hallOf('Phòng 1', [
  { name: 'A', seats: 14, category: 'Thường', wheelchairs: 2 },
  ...rowsNamed('BCD', 16, 'Thường'),
  ...rowsNamed('EFGHIJ', 18, 'VIP'),
  { name: 'K', seats: 12, category: 'Đôi' },
])

const small = hallOf('Phòng 2', [
  { name: 'A', seats: 8, category: 'Thường', wheelchairs: 1 },
  ...rowsNamed('BC', 10, 'Thường'),
  ...rowsNamed('DEF', 10, 'VIP'),
])

const vnd = (amount: number) => ({ amount, currency: 'VND' })
const prices = { Thường: vnd(85_000), VIP: vnd(110_000), Đôi: vnd(130_000) }

export interface Showing {
  readonly code: string
  readonly name: string
  readonly plan: Plan
  /** Hours from the next full hour on. */
  readonly hours: number
  /** What the website is holding at the moment, and what it has sold. */
  readonly held: readonly (readonly string[])[]
  readonly sold: readonly (readonly string[])[]
}

/** Tonight's showings; a film of each hall early and late. */
export const showings: readonly Showing[] = [
  {
    ...{ code: 'p1-som', name: 'Mùa hoa sữa', plan: large, hours: 1 },
    held: [
      ['F9', 'F10'],
      ['H4', 'H5', 'H6'],
    ],
    sold: [['G8', 'G9'], ['G10', 'G11'], ['I6', 'I7', 'I8'], ['E9'], ['K1', 'K2'], ['F3', 'F4', 'F5', 'F6']],
  },
  {
    ...{ code: 'p1-muon', name: 'Chuyến tàu cuối', plan: large, hours: 4 },
    held: [['G9', 'G10']],
    sold: [
      ['H9', 'H10'],
      ['K5', 'K6'],
    ],
  },
  {
    ...{ code: 'p2-som', name: 'Người gác đèn', plan: small, hours: 2 },
    held: [['D5', 'D6']],
    sold: [
      ['E4', 'E5', 'E6'],
      ['F1', 'F2'],
    ],
  },
  { ...{ code: 'p2-muon', name: 'Mưa tháng Bảy', plan: small, hours: 5 }, held: [], sold: [['D4', 'D5']] },
]

const hourMs = 3_600_000

/** A showing as it is tonight. @param now milliseconds */
export const eventOf = ({ name, plan, hours }: Showing, now: number): EventInput => ({
  ...{ name, location: 'q1', plan },
  prices: Object.fromEntries(Object.entries(prices).filter(([category]) => usesCategory(plan, category))),
  publicSeats: 8,
  startsAt: new Date((Math.ceil(now / hourMs) + hours) * hourMs).toISOString(),
})

const usesCategory = (plan: Plan, category: string): boolean =>
  plan.zones.some(({ rows }) => rows.some(({ seats }) => seats.some((seat) => seat.category === category)))
