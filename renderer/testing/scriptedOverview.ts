import { lastDays } from '../features/overview/figures.ts'
import type { BoardChannel, ChannelBoard, ChannelLimit, Overview, OverviewQuestions } from '../app/questions.ts'
import { shopQuestions } from './scriptedShops.ts'

type Answer = <Value>(value: Value) => Promise<Value>

const channels = [
  { channel: 'web', name: 'Website', kind: 'web', busy: 9 },
  { channel: 'counter', name: 'Quầy', kind: 'pos', busy: 5 },
  { channel: 'market', name: 'Sàn TMĐT', kind: 'marketplace', busy: 3 },
  { channel: 'phone', name: 'Điện thoại', kind: 'phone', busy: 1 },
] as const

const drawn = (now: number, days: number): Overview => ({
  at: now,
  stock: [
    {
      ...{ location: 'q1', skus: 2_500, soldOut: 31, onHand: 18_420, held: 148, available: 18_021 },
      ...{ returning: 12, quarantined: 7, damaged: 3 },
    },
  ],
  channels: channels.map(({ channel, name, kind, busy }) => ({
    ...{ channel, name, kind, holds: busy * 6, units: busy * 9 },
    ages: { quarter: busy * 4, hour: busy, day: busy, older: 0 },
  })),
  expiring: {
    count: 21,
    isMore: false,
    holds: [2, 7, 11, 26, 41, 55].map((minutes, n) => ({
      ...{
        id: `ex${n}`,
        channel: channels[n % 4]?.channel ?? 'web',
        location: 'q1',
        sku: `TM-000${n + 1}`,
        units: n + 1,
        name: null,
      },
      ...{ placedAt: now - (15 - n) * 60_000, expiresAt: now + minutes * 60_000 },
    })),
  },
  days: lastDays(now, days, 'Asia/Ho_Chi_Minh').flatMap((day, n) =>
    channels.map(({ channel, busy }) => {
      const placed = busy * (8 + ((n * 5) % 7))
      const [released, expired] = [Math.round(placed * 0.12), Math.round(placed * 0.15)]
      const live = n === days - 1 ? busy * 6 : 0
      return {
        ...{
          day,
          channel,
          placed,
          released,
          expired,
          live,
          confirmed: Math.max(0, placed - released - expired - live),
        },
        ...{ unitsGivenBack: released + expired, unitsAgain: Math.round((released + expired) * 0.6) },
      }
    }),
  ),
  uncounted: 0,
})

const boardOf = (now: number): ChannelBoard => ({
  channels: channels.map(
    ({ channel, name, kind, busy }, n): BoardChannel => ({
      ...{ code: channel, name, kind, holdTtlSeconds: 900, limits: channel === 'market' ? 2 : 0 },
      keys:
        kind === 'pos'
          ? []
          : [
              {
                id: `9f3c1e0a2b4${n}`,
                createdAt: now - busy * 86_400_000,
                revokedAt: null,
                lastCallAt: now - busy * 30_000,
              },
            ],
      lastHeldAt: channel === 'phone' ? null : now - busy * 60_000,
      shop:
        channel === 'web'
          ? {
              ...{
                kind: 'woocommerce',
                location: 'q1',
                url: 'https://tiemmay.example',
                lastMessageAt: now - 240_000,
                amiss: 2,
              },
              ...{ waiting: 3, lastToldAt: now - 600_000, failure: 'answered 503' },
            }
          : null,
    }),
  ),
  webhooks: [
    {
      ...{ name: 'shop', url: 'https://tiemmay.example/hook', waiting: 4, failure: 'answered 500' },
      lastDeliveredAt: now - 900_000,
    },
    { ...{ name: 'books', url: 'https://so.example/hf', waiting: 0, failure: null, lastDeliveredAt: now - 30_000 } },
  ],
  carriers: [
    {
      ...{ code: 'fast', name: 'Giao Nhanh', amiss: 1, lastMessageAt: now - 3_600_000 },
      ...{ fields: { parcel: 'parcel', state: 'state', order: 'order' }, states: { DELIVERED: 'delivered' } },
    },
  ],
})

const limitsAt = (now: number): ChannelLimit[] => [
  { location: 'q1', sku: null, cap: null, taken: 0, since: null, safetyStock: 2 },
  { location: 'q1', sku: 'TM-0001', cap: 50, taken: 31, since: now - 86_400_000, safetyStock: null },
]

const channelQuestions = (now: () => number, answer: Answer): Omit<OverviewQuestions, 'overview' | 'closing'> => {
  let limits = limitsAt(now())
  return {
    ...shopQuestions(now, answer),
    channelBoard: () => answer(boardOf(now())),
    saveChannel: () => answer(true),
    makeChannelKey: () => answer('hf_9f3c1e0a2b4f_Jm2lq0a5'),
    revokeChannelKey: () => answer(undefined),
    limitsOf: (channel) => answer(channel === 'market' ? limits : []),
    saveLimit: ({ location, sku }, { cap, safetyStock }) => {
      if (sku === 'NO') return answer('item' as const)
      limits = [...limits.filter((one) => one.sku !== sku), { location, sku, cap, safetyStock, taken: 0, since: now() }]
      return answer(null)
    },
    dropLimit: ({ sku }) => {
      limits = limits.filter((one) => one.sku !== sku)
      return answer(undefined)
    },
    deliveries: () =>
      answer(
        (['waiting', 'given_up', 'delivered'] as const).map((state, n) => ({
          ...{ position: 120 - n, at: now() - n * 60_000, type: 'order.paid', subject: `o${n}`, state, tries: 3 - n },
          ...{
            nextTryAt: state === 'waiting' ? now() + 30_000 : null,
            answer: n < 2 ? 'answered 500' : 'answered 200',
          },
        })),
      ),
    replay: () => answer(undefined),
  }
}

/** All channels of a shop that has some, or of one that has just begun. */
export const overviewQuestions = (now: () => number, isNew: boolean, answer: Answer): OverviewQuestions => ({
  overview: ({ days }) => {
    const { at, ...all } = drawn(now(), days)
    return answer(
      isNew
        ? { at, uncounted: 0, stock: [], channels: [], days: [], expiring: { count: 0, isMore: false, holds: [] } }
        : { at, ...all },
    )
  },
  closing: (day) =>
    answer({
      ...{ day, at: now() },
      takings: [
        { method: 'cash', payments: 41, amount: 12_480_000 },
        { method: 'bank_transfer', payments: 17, amount: 9_310_000 },
      ],
      tills: [
        {
          ...{ terminal: 't1', name: 'Quầy 1', method: 'cash' },
          ...{ payments: 41, amount: 12_480_000, forOrders: 900_000 },
        },
        {
          ...{ terminal: 't1', name: 'Quầy 1', method: 'bank_transfer' },
          ...{ payments: 3, amount: 1_260_000, forOrders: 0 },
        },
      ],
      channels: [
        { channel: 'counter', name: 'Quầy', orders: 41, amount: 12_480_000 },
        { channel: 'web', name: 'Website', orders: 17, amount: 9_310_000 },
      ],
      refundedBy: [
        { method: 'cash', payments: 1, amount: 199_000 },
        { method: 'bank_transfer', payments: 1, amount: 199_000 },
      ],
      ...{ refunded: { count: 2, amount: 398_000 }, refundsDue: { count: 1, amount: 199_000 } },
      unpaid: { count: 3, amount: 1_245_000 },
      holds: { placed: 180, confirmed: 121, released: 18, expired: 20, live: 21 },
      discrepancies: { raised: 1, open: 2 },
    }),
  ...channelQuestions(now, answer),
})
