import type { ChannelInput } from '../catalogue/channels.ts'
import type { LocationInput } from '../catalogue/locations.ts'
import type { StaffInput } from '../auth/staff.ts'

/** Hiên Nhà: gifts, food and things for the home, with a shop in each of two places of the same city. */

/** The codes are the columns of stock in `items.csv`. */
export const locations = {
  q1: { name: 'Hiên Nhà Quận 1', timeZone: 'Asia/Ho_Chi_Minh' },
  td: { name: 'Hiên Nhà Thủ Đức', timeZone: 'Asia/Ho_Chi_Minh' },
} as const satisfies Readonly<Record<string, LocationInput>>

export const channels: Readonly<Record<string, ChannelInput>> = {
  counter: { name: 'Quầy', kind: 'pos', holdTtlSeconds: 900 },
  web: { name: 'Website', kind: 'web', holdTtlSeconds: 1_200 },
  shopee: { name: 'Shopee', kind: 'marketplace', holdTtlSeconds: 1_800 },
  phone: { name: 'Điện thoại', kind: 'phone', holdTtlSeconds: 7_200 },
}

/** Told in the README; for trying out, and for nothing else. */
export const staff: Readonly<Record<string, StaffInput & { readonly pin: string }>> = {
  lan: { name: 'Lan', role: 'staff', pin: '1111' },
  minh: { name: 'Minh', role: 'staff', pin: '2222' },
  hanh: { name: 'Hạnh', role: 'host', pin: '3333' },
  tuan: { name: 'Tuấn', role: 'manager', pin: '4444' },
  admin: { name: 'Quản trị', role: 'admin', pin: '9999' },
}

/** What the website, the marketplace and the phone hold when the demo starts, with minutes still to go. */
export const holds: readonly {
  readonly channel: string
  readonly location: keyof typeof locations
  readonly minutes: number
  readonly customer: string
  readonly lines: readonly (readonly [sku: string, quantity: number])[]
}[] = [
  { channel: 'web', location: 'q1', minutes: 4, customer: 'Thảo', lines: [['AO-TRON-TRANG-M', 2]] },
  {
    channel: 'web',
    location: 'q1',
    minutes: 11,
    customer: 'Quốc',
    lines: [
      ['CF-ARABICA-500', 1],
      ['PHIN-INOX-2', 1],
    ],
  },
  {
    channel: 'web',
    location: 'q1',
    minutes: 18,
    customer: 'Ngọc',
    lines: [
      ['AM-TRA-SEN', 1],
      ['TRA-SEN-100', 2],
    ],
  },
  { channel: 'web', location: 'td', minutes: 15, customer: 'Khang', lines: [['GAO-ST25-5', 2]] },
  {
    channel: 'shopee',
    location: 'q1',
    minutes: 24,
    customer: 'Vy',
    lines: [
      ['XA-BONG-GAC', 3],
      ['SON-DUONG-GAC', 1],
    ],
  },
  { channel: 'shopee', location: 'q1', minutes: 28, customer: 'Phúc', lines: [['HAT-DIEU-MUOI-400', 2]] },
  { channel: 'shopee', location: 'td', minutes: 27, customer: 'Hương', lines: [['DEN-LONG-HOI-AN-25', 2]] },
  {
    channel: 'phone',
    location: 'q1',
    minutes: 95,
    customer: 'Bác Năm',
    lines: [
      ['HOP-QUA-TET', 1],
      ['LICH-BAN-2027', 2],
    ],
  },
]

/** What is on its way from one shop to the other, sent by one of the people above. */
export const transfers: readonly {
  readonly from: keyof typeof locations
  readonly to: keyof typeof locations
  readonly staff: string
  readonly note: string
  readonly lines: readonly (readonly [sku: string, quantity: number])[]
}[] = [
  {
    ...{ from: 'td', to: 'q1', staff: 'tuan', note: 'hai thùng giấy, anh Tuấn chở' },
    lines: [
      ['CF-SUA-HOP-20', 8],
      ['TUI-TOTE-PHO', 6],
      ['DEP-LUC-BINH', 4],
    ],
  },
]
