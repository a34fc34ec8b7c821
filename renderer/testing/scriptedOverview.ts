import { lastDays } from '../features/overview/figures.ts'
import type { Overview, OverviewQuestions } from '../app/questions.ts'

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
})
