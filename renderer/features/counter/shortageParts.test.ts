import { describe, expect, it } from 'vitest'
import type { LastTaken } from '../../app/questions.ts'
import type { HeldBy } from '../../app/terminal.ts'
import { shortageParts, shortageText } from './shortageParts.ts'

const holder = (channel: string, quantity: number, expiresAt: number): HeldBy => ({
  hold: `${channel}${expiresAt}`,
  channel,
  terminal: null,
  staff: null,
  quantity,
  placedAt: 0,
  expiresAt,
  settled: true,
})

const byWeb: LastTaken = {
  at: 1042,
  how: 'sold',
  quantity: 1,
  channel: 'web',
  terminal: null,
  terminalName: null,
}

const words = {
  left: (count: number) => `Còn ${count}`,
  held: (channel: string, count: number, time: string, several: boolean) =>
    `${channel} giữ ${count} ${several ? 'từ' : 'đến'} ${time}`,
  nobody: () => 'không ai giữ',
  gone: () => 'đã hết',
  unlisted: () => 'ngừng bán',
  taken: ({ channel, at }: LastTaken) => `${channel} đã mua món cuối lúc ${at}`,
  time: (moment: number) => `${moment}`,
}

describe('shortage', () => {
  it('says what there is, who holds the rest, and until when', () => {
    expect(shortageText({ available: 0, holders: [holder('web', 3, 955)] }, byWeb, words)).toBe(
      'Còn 0 · web giữ 3 đến 955',
    )
  })

  it('sums a channel’s holds, names the first that ends, and the channel that holds most first', () => {
    const holders = [holder('phone', 1, 940), holder('web', 2, 955), holder('web', 2, 950)]
    expect(shortageParts(holders)).toEqual([
      { channel: 'web', quantity: 4, until: 950, several: true },
      { channel: 'phone', quantity: 1, until: 940, several: false },
    ])
    expect(shortageText({ available: 1, holders }, null, words)).toBe('Còn 1 · web giữ 4 từ 950 · phone giữ 1 đến 940')
  })

  it('does not say "the first" of holds that end together', () => {
    expect(shortageParts([holder('web', 1, 950), holder('web', 1, 950)])[0]?.several).toBe(false)
  })

  it('says who took the last when nobody holds what is gone, and plain words when nobody knows', () => {
    expect(shortageText({ available: 0, holders: [] }, byWeb, words)).toBe('Còn 0 · web đã mua món cuối lúc 1042')
    expect(shortageText({ available: 0, holders: [] }, null, words)).toBe('Còn 0 · đã hết')
  })

  it('says that it is no longer sold, however many there are', () => {
    expect(shortageText({ available: 3, holders: [holder('web', 1, 950)], isUnlisted: true }, byWeb, words)).toBe(
      'ngừng bán',
    )
  })

  it('does not say that it is gone while there is some, however many were wanted', () => {
    expect(shortageText({ available: 2, holders: [] }, byWeb, words)).toBe('Còn 2 · không ai giữ')
  })
})
