import type { Hours, Placement, ResourceInput, ServiceInput } from '../../shared/bookings/resources.ts'

/** What can be booked in the demo: the tables of the house in Quận 1, and the people and chairs of the salon in Thủ Đức. */

type Shape = Placement['shape']

/** Code, seats, shape, and the middle of the table on the plan of its room, in centimetres. */
type Table = readonly [code: string, seats: number, shape: Shape, x: number, y: number]

const ground: readonly Table[] = [
  ...(['A1', 'A2', 'A3', 'A4', 'A5'] as const).map((code, index): Table => [code, 2, 'square', 120 + index * 190, 110]),
  ...(['B1', 'B2', 'B3', 'B4'] as const).map((code, index): Table => [code, 4, 'square', 160 + index * 240, 340]),
  ...(['C1', 'C2', 'C3'] as const).map((code, index): Table => [code, 4, 'round', 200 + index * 320, 570]),
  ['D1', 8, 'long', 1_120, 230],
  ['D2', 8, 'long', 1_120, 520],
]

const garden: readonly Table[] = [
  ...(['S1', 'S2', 'S3', 'S4', 'S5'] as const).map((code, index): Table => [code, 4, 'round', 140 + index * 220, 140]),
  ...(['T1', 'T2', 'T3', 'T4'] as const).map((code, index): Table => [code, 2, 'square', 160 + index * 260, 380]),
  ['V1', 6, 'long', 220, 600],
  ['V2', 10, 'long', 740, 600],
]

const sizes: Readonly<Record<Shape, (seats: number) => readonly [width: number, height: number]>> = {
  square: (seats) => (seats <= 2 ? [80, 80] : [110, 110]),
  round: () => [120, 120],
  long: (seats) => (seats >= 10 ? [300, 110] : seats >= 8 ? [110, 230] : [200, 100]),
}

/** Neighbours that can be pushed together. */
const joins: Readonly<Record<string, readonly string[]>> = {
  A1: ['A2'],
  A3: ['A4'],
  B1: ['B2'],
  B3: ['B4'],
  T1: ['T2'],
}

const tableOf =
  (area: string) =>
  ([code, seats, shape, x, y]: Table): readonly [string, ResourceInput] => {
    const [width, height] = sizes[shape](seats)
    return [
      code,
      {
        ...{ kind: 'table', name: `Bàn ${code}`, location: 'q1', minParty: seats >= 8 ? 4 : 1, maxParty: seats },
        ...{ bufferMinutes: 10, joins: [...(joins[code] ?? [])] },
        placement: { area, x, y, width, height, shape, turned: 0 },
      },
    ]
  }

const person = (code: string, name: string, skills: string[]): readonly [string, ResourceInput] => [
  code,
  { kind: 'staff', name, location: 'td', skills, bufferMinutes: 5 },
]

const chair = (index: number): readonly [string, ResourceInput] => [
  `ghe-${index}`,
  { kind: 'room', name: `Ghế ${index}`, location: 'td', bufferMinutes: 5 },
]

export const resources: Readonly<Record<string, ResourceInput>> = Object.fromEntries([
  ...ground.map(tableOf('Tầng trệt')),
  ...garden.map(tableOf('Sân vườn')),
  person('mai', 'Mai', ['cut', 'wash']),
  person('hoa', 'Hoa', ['cut', 'colour', 'wash']),
  person('linh', 'Linh', ['cut', 'colour']),
  person('nga', 'Nga', ['wash', 'nails']),
  person('quynh', 'Quỳnh', ['nails']),
  person('thu', 'Thư', ['cut', 'wash', 'nails']),
  ...[1, 2, 3, 4, 5].map(chair),
])

const everyDay = (from: string, to: string): Hours => ({
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from, to })),
  exceptions: [],
})

/** The kitchen never closes, so that at whatever hour the demo begins it finds the same guests; the salon is closed on no day of the demo. */
export const hoursOf = (location: string): Hours =>
  location === 'q1' ? everyDay('06:00', '06:00') : everyDay('08:00', '21:00')

export const services: Readonly<Record<string, ServiceInput>> = {
  dining: {
    ...{ name: 'Ăn tại nhà hàng', durationMinutes: 90, needs: [{ kind: 'table' }] },
    ...{ confirmWithinSeconds: 1_800, cancelFreeUntilMinutes: 120, noShowAfterMinutes: 20 },
  },
  cut: {
    ...{ name: 'Cắt tóc', durationMinutes: 45, needs: [{ kind: 'staff', skill: 'cut' }, { kind: 'room' }] },
    ...{ confirmWithinSeconds: 3_600, cancelFreeUntilMinutes: 240, noShowAfterMinutes: 15 },
  },
  colour: {
    ...{ name: 'Nhuộm tóc', durationMinutes: 120, needs: [{ kind: 'staff', skill: 'colour' }, { kind: 'room' }] },
    ...{ confirmWithinSeconds: 3_600, cancelFreeUntilMinutes: 240, noShowAfterMinutes: 15 },
  },
  wash: {
    ...{ name: 'Gội đầu', durationMinutes: 30, needs: [{ kind: 'staff', skill: 'wash' }, { kind: 'room' }] },
    ...{ confirmWithinSeconds: 3_600, noShowAfterMinutes: 10 },
  },
}

/** A booking of the demo: when it begins, counted in minutes from now to the next quarter hour. */
export interface DemoBooking {
  readonly location: 'q1' | 'td'
  readonly service: string
  readonly minutes: number
  readonly party: number
  readonly resources: readonly string[]
  readonly guest: string
  readonly phone: string
  readonly state: 'pending' | 'confirmed' | 'seated'
}

type Row = readonly [minutes: number, party: number, resource: string, guest: string, state: DemoBooking['state']]

const dining: readonly Row[] = [
  [-70, 2, 'A1', 'Anh Dũng', 'seated'],
  [-50, 4, 'B1', 'Chị Hạnh', 'seated'],
  [-35, 3, 'C1', 'Anh Khoa', 'seated'],
  [-20, 2, 'T2', 'Chị Vân', 'seated'],
  [-100, 6, 'V1', 'Gia đình cô Tư', 'seated'],
  [-5, 2, 'A3', 'Anh Bảo', 'confirmed'],
  [-10, 4, 'S2', 'Chị Trang', 'confirmed'],
  [15, 2, 'A4', 'Chị Ngân', 'confirmed'],
  [30, 4, 'B3', 'Anh Phong', 'confirmed'],
  [45, 8, 'D1', 'Công ty Hoa Sen', 'confirmed'],
  [60, 4, 'S1', 'Chị Yến', 'pending'],
  [60, 2, 'T1', 'Anh Lâm', 'confirmed'],
  [75, 5, 'D2', 'Chị Diễm', 'confirmed'],
  [90, 3, 'C3', 'Anh Sơn', 'pending'],
  [105, 2, 'A5', 'Chị Oanh', 'confirmed'],
  [120, 10, 'V2', 'Tiệc cô Ba', 'confirmed'],
  [135, 4, 'S4', 'Anh Tài', 'confirmed'],
  [150, 2, 'A1', 'Chị Hiền', 'confirmed'],
  [180, 4, 'B2', 'Anh Cường', 'pending'],
  [210, 4, 'C2', 'Chị Loan', 'confirmed'],
]

type SalonRow = readonly [
  minutes: number,
  service: string,
  who: string,
  chair: number,
  guest: string,
  state: DemoBooking['state'],
]

const salon: readonly SalonRow[] = [
  [-30, 'cut', 'mai', 1, 'Chị Tuyết', 'seated'],
  [-60, 'colour', 'hoa', 2, 'Chị Phượng', 'seated'],
  [-5, 'wash', 'nga', 3, 'Anh Hùng', 'confirmed'],
  [30, 'cut', 'thu', 4, 'Bé Na', 'confirmed'],
  [45, 'cut', 'mai', 1, 'Anh Kiên', 'confirmed'],
  [60, 'colour', 'linh', 5, 'Chị Ly', 'pending'],
  [90, 'wash', 'nga', 3, 'Chị Xuân', 'confirmed'],
  [120, 'cut', 'hoa', 2, 'Anh Vũ', 'confirmed'],
]

const phoneOf = (index: number): string => `09${String(10_000_000 + index * 1_234_567).slice(-8)}`

/** A day around now. */
export const bookings: readonly DemoBooking[] = [
  ...dining.map(
    ([minutes, party, resource, guest, state], index): DemoBooking => ({
      ...{ location: 'q1', service: 'dining', minutes, party, resources: [resource], guest, state },
      phone: phoneOf(index),
    }),
  ),
  ...salon.map(
    ([minutes, service, who, at, guest, state], index): DemoBooking => ({
      ...{ location: 'td', service, minutes, party: 1, resources: [who, `ghe-${at}`], guest, state },
      phone: phoneOf(index + 40),
    }),
  ),
]

/** A guest of the demo who waits for a time: when it may begin, counted in minutes from now. */
export interface DemoGuest {
  readonly guest: string
  readonly phone: string
  readonly party: number
  readonly fromMinutes: number
  readonly toMinutes: number
}

/** Two for whose parties nothing is free in time, and one who gets an offer at once. */
export const waiting: readonly DemoGuest[] = [
  { guest: 'Nhà chị Mai', phone: '0903118224', party: 9, fromMinutes: 60, toMinutes: 150 },
  { guest: 'Nhóm anh Đức', phone: '0987445120', party: 7, fromMinutes: 30, toMinutes: 45 },
  { guest: 'Chị Thảo', phone: '0912660347', party: 2, fromMinutes: 15, toMinutes: 60 },
]
