import { describe, expect, it } from 'vitest'
import { collections } from '../../shared/protocol/feed.ts'
import type { CommandRecord } from './commandRecord.ts'
import { FeedProgress } from './feedProgress.ts'

const record = (type: 'stock.count' | 'hold.release', position: number): CommandRecord => ({
  id: 'c',
  order: 1,
  sequence: 1,
  actor: 'lan',
  issuedAt: 0,
  command: type === 'stock.count' ? { type, sku: 'ao', location: 'q1', onHand: 1 } : { type, hold: 'h' },
  verdict: null,
  position,
  ended: 'no',
})
const at = (position: number, epoch = 'e1') => ({ epoch, position })

describe('how far the copies are', () => {
  it('as of: the latest poke up to which every collection has arrived', () => {
    const progress = new FeedProgress(null, () => undefined)
    expect(progress.poke({ ...at(5), hubTime: 500 })).toBe(true)
    for (const collection of collections) progress.passed(collection, at(collection === 'items' ? 4 : 7))
    expect(progress.asOf.get()).toBeNull()
    progress.passed('items', at(5))
    expect(progress.asOf.get()).toBe(500)
    expect(progress.poke({ ...at(5), hubTime: 600 })).toBe(false)
    expect(progress.asOf.get()).toBe(600)
    expect(progress.poke({ ...at(9), hubTime: 700 })).toBe(true)
    expect(progress.asOf.get()).toBe(600)
  })

  it('a command is shown once the collections that it changes have passed its commit', () => {
    const progress = new FeedProgress(null, () => undefined)
    progress.passed('levels', at(10))
    for (const collection of ['seats', 'bookables'] as const) progress.passed(collection, at(10))
    progress.passed('holds', at(8))
    expect(progress.isPassed(record('stock.count', 10))).toBe(true)
    expect(progress.isPassed(record('hold.release', 9))).toBe(false)
    progress.passed('holds', at(9))
    expect(progress.isPassed(record('hold.release', 9))).toBe(true)
  })

  it('at the start, without a network, what was copied on earlier days counts', () => {
    const progress = new FeedProgress(null, () => undefined)
    progress.stands('holds', at(10))
    progress.stands('seats', at(6))
    expect(progress.isPassed(record('hold.release', 10))).toBe(true)
    expect(progress.isPassed(record('hold.release', 11))).toBe(false)
  })

  it('at the start, a hold or a sale is not shown by a copy that was left before it was written, however far the others are', () => {
    const lines = [{ kind: 'stock' as const, sku: 'ao', quantity: 1 }]
    const placed = {
      ...record('stock.count', 10),
      command: { type: 'hold.place' as const, hold: 'h', location: 'q1', lines },
    }
    const progress = new FeedProgress(null, () => undefined)
    progress.stands('levels', at(10))
    progress.stands('holds', at(8))
    expect(progress.isPassed(placed)).toBe(false)
    progress.passed('holds', at(10))
    expect(progress.isPassed(placed)).toBe(true)
    const later = new FeedProgress(null, () => undefined)
    for (const collection of ['levels', 'holds'] as const) later.stands(collection, at(10))
    // Seats and bookables had nothing new, and so kept no position.
    expect(later.isPassed(placed)).toBe(true)
  })

  it('another epoch begins anew', () => {
    let epochs = 0
    const progress = new FeedProgress(null, () => epochs++)
    for (const collection of collections) progress.passed(collection, at(50))
    progress.passed('levels', at(2, 'e2'))
    expect(epochs).toBe(1)
    expect(progress.isPassed(record('stock.count', 40))).toBe(false)
    expect(progress.poke({ ...at(2, 'e2'), hubTime: 900 })).toBe(true)
  })
})
