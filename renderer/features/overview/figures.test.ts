import { expect, it } from 'vitest'
import type { DayOfChannel } from '../../app/questions.ts'
import { busyChannels, byDay, conversionOf, lastDays, sumOf } from './figures.ts'

const day = (of: Partial<DayOfChannel>): DayOfChannel => ({
  ...{ day: '2026-11-26', channel: 'web', placed: 0, confirmed: 0, released: 0, expired: 0, live: 0 },
  ...{ unitsGivenBack: 0, unitsAgain: 0, ...of },
})

const now = (channel: string, holds: number) => ({
  ...{ channel, name: channel, kind: 'web', holds, units: holds },
  ages: { quarter: holds, hour: 0, day: 0, older: 0 },
})

it('the rate is of those that have ended: what is still held says nothing yet', () => {
  expect(conversionOf(sumOf([day({ placed: 9, confirmed: 3, released: 1, live: 5 })]))).toBe(0.75)
  expect(conversionOf(sumOf([day({ placed: 5, live: 5 })]))).toBeNull()
})

it('days are those of the venue, also across a new year and on the days the clocks change', () => {
  expect(lastDays(Date.parse('2026-12-31T17:30:00Z'), 3, 'Asia/Ho_Chi_Minh')).toEqual([
    ...['2026-12-30', '2026-12-31', '2027-01-01'],
  ])
  expect(lastDays(Date.parse('2026-10-25T23:30:00Z'), 2, 'Europe/Berlin')).toEqual(['2026-10-25', '2026-10-26'])
})

it('a day without a hold is there too; one channel alone can be looked at', () => {
  const at = Date.parse('2026-11-26T05:00:00Z')
  const days = [day({ placed: 4 }), day({ placed: 2, channel: 'phone' }), day({ day: '2026-11-24', placed: 1 })]
  const placed = (channel: string | null) => byDay({ days, at }, channel, 3, 'UTC').map((one) => one.placed)
  expect(placed(null)).toEqual([1, 0, 6])
  expect(placed('phone')).toEqual([0, 0, 2])
})

it('channels that nobody uses are left out; the busiest comes first', () => {
  const channels = [now('admin', 0), now('phone', 1), now('web', 7), now('market', 0)]
  const busy = busyChannels({ channels, days: [day({ channel: 'market' })] })
  expect(busy.map(({ channel }) => channel)).toEqual(['web', 'phone', 'market'])
})
