import type { PaymentMethod } from '../../shared/orders/orders.ts'
import type { CampaignInput } from '../../shared/kinds/voucher/campaign.ts'

/** Campaigns with codes to try: those that are named, and so many that are made. */
export const campaigns: Readonly<
  Record<string, { readonly campaign: CampaignInput; readonly codes: readonly string[]; readonly made: number }>
> = {
  'ban-be': {
    campaign: { name: 'Bạn bè Hiên Nhà', discount: { kind: 'percent', value: 10 }, quantity: 10, usesPerCode: 200 },
    ...{ codes: ['HIENNHA10'], made: 0 },
  },
  'khai-truong': {
    campaign: {
      ...{ name: 'Khai trương Thủ Đức', discount: { kind: 'amount', value: 50_000 }, quantity: 500 },
      minimum: { amount: 300_000, currency: 'VND' },
    },
    ...{ codes: ['KHAI50A', 'KHAI50C', 'KHAI50D'], made: 200 },
  },
}

/** Goods to come in Quận 1, with the days until they are released. */
export const goodsToCome: readonly {
  readonly sku: string
  readonly quantity: number
  readonly inDays: number
  readonly depositPercent?: number
  readonly keeps: 'all' | 'half' | 'none'
  readonly graceDays: number
}[] = [
  { sku: 'AM-TRA-SEN', quantity: 12, inDays: 20, depositPercent: 30, keeps: 'half', graceDays: 3 },
  { sku: 'NHANG-TRAM-50', quantity: 30, inDays: 6, depositPercent: 50, keeps: 'all', graceDays: 1 },
  { sku: 'SOCOLA-DEN-70', quantity: 40, inDays: 2, keeps: 'none', graceDays: 0 },
]

/** What came of them already. */
export const arrived = { sku: 'NHANG-TRAM-50', quantity: 2 }

/** What became of an order. */
export type DemoStep =
  | { readonly type: 'pay'; readonly part: 'deposit' | 'all' }
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'ship'; readonly carrier: string; readonly parcel: string }
  | { readonly type: 'deliver' }
  | { readonly type: 'refused' }

export interface DemoOrder {
  readonly channel: string
  readonly customer: { readonly name: string; readonly phone: string }
  readonly lines: readonly (readonly [kind: 'stock' | 'preorder', sku: string, quantity: number])[]
  readonly method: PaymentMethod
  readonly minutes: number
  /** The balance is due so soon, instead of on the day of release. */
  readonly balanceInSeconds?: number
  readonly steps: readonly DemoStep[]
}

const deposit: DemoStep = { type: 'pay', part: 'deposit' }
const all: DemoStep = { type: 'pay', part: 'all' }

/** Orders as a day has them, at Quận 1: those that wait for money, those to be sent, one whose money has to go back, one that nobody took. */
export const orders: readonly DemoOrder[] = [
  {
    ...{ channel: 'web', customer: { name: 'Chị Hằng', phone: '0903555666' }, method: 'bank_transfer', minutes: 25 },
    ...{ lines: [['stock', 'BANH-TRANG-SUA-200', 3]], steps: [] },
  },
  {
    ...{ channel: 'shopee', customer: { name: 'Anh Khoa', phone: '0918222333' }, method: 'momo', minutes: 30 },
    ...{ lines: [['stock', 'TIEU-DEN-PQ-100', 2]], steps: [all] },
  },
  {
    ...{ channel: 'phone', customer: { name: 'Thu Trang', phone: '0905333444' }, method: 'bank_transfer', minutes: 60 },
    ...{ lines: [['stock', 'BANH-DAU-XANH-300', 2]], steps: [all, { type: 'cancel', reason: 'khách đổi ý' }] },
  },
  {
    ...{ channel: 'web', customer: { name: 'Bích Ngọc', phone: '0909121212' }, method: 'bank_transfer', minutes: 30 },
    lines: [['stock', 'MAM-RUOC-200', 2]],
    steps: [all, { type: 'ship', carrier: 'GHN', parcel: 'GHN8812' }],
  },
  {
    ...{ channel: 'shopee', customer: { name: 'Cô Út', phone: '0987445120' }, method: 'momo', minutes: 30 },
    lines: [
      ['stock', 'BANH-COM-5', 4],
      ['stock', 'BANH-DA-ME-10', 2],
    ],
    steps: [all, { type: 'ship', carrier: 'GHTK', parcel: 'GHTK40021' }, { type: 'refused' }],
  },
]

/** Who waits for goods to come: in the order in which they are placed, which is the order in which goods go to them. */
export const preorders: readonly DemoOrder[] = [
  {
    ...{ channel: 'web', customer: { name: 'Thầy Long', phone: '0903000001' }, method: 'bank_transfer', minutes: 30 },
    ...{ lines: [['preorder', 'NHANG-TRAM-50', 1]], steps: [all] },
  },
  {
    ...{ channel: 'phone', customer: { name: 'Chị Mai', phone: '0903000002' }, method: 'bank_transfer', minutes: 30 },
    ...{ lines: [['preorder', 'NHANG-TRAM-50', 3]], steps: [deposit] },
  },
  {
    // Overdue soon after the start, as long as the grace lasts.
    ...{ channel: 'web', customer: { name: 'Cô Hạnh', phone: '0903000003' }, method: 'bank_transfer', minutes: 30 },
    ...{ lines: [['preorder', 'AM-TRA-SEN', 1]], balanceInSeconds: 60, steps: [deposit] },
  },
  {
    ...{ channel: 'web', customer: { name: 'Anh Duy', phone: '0903000004' }, method: 'vnpay', minutes: 30 },
    ...{ lines: [['preorder', 'AM-TRA-SEN', 2]], steps: [deposit] },
  },
  {
    ...{ channel: 'phone', customer: { name: 'Bác Tư', phone: '0903000005' }, method: 'cash', minutes: 120 },
    ...{ lines: [['preorder', 'AM-TRA-SEN', 1]], steps: [all] },
  },
  {
    ...{ channel: 'web', customer: { name: 'Gia Hân', phone: '0903000006' }, method: 'momo', minutes: 30 },
    ...{ lines: [['preorder', 'SOCOLA-DEN-70', 4]], steps: [] },
  },
]
