import { describe, expect, it } from 'vitest'
import type { Command } from '../../shared/protocol/commands.ts'
import type { CommandRecord } from './commandRecord.ts'
import { nextRequest } from './nextRequest.ts'
import { OutboxIndex } from './outboxIndex.ts'

let made = 0
const record = (command: Command, more: Partial<CommandRecord> = {}): CommandRecord => {
  const order = ++made
  return {
    id: `c${order}`,
    order,
    sequence: null,
    actor: 'lan',
    issuedAt: 0,
    command,
    verdict: null,
    position: null,
    ended: 'no',
    ...more,
  }
}
const place = (hold: string): Command => ({
  type: 'hold.place',
  hold,
  location: 'q1',
  lines: [{ kind: 'stock', sku: 'ao', quantity: 1 }],
})
const replace = (replaces: string, hold: string): Command => ({
  type: 'hold.replace',
  hold,
  replaces,
  location: 'q1',
  lines: [{ kind: 'stock', sku: 'ao', quantity: 2 }],
})
const release = (hold: string): Command => ({ type: 'hold.release', hold })
const sell = (...holds: string[]): Command => ({
  type: 'order.sell',
  order: 'o',
  number: '1-1',
  location: 'q1',
  currency: 'VND',
  lines: holds.map((hold) => ({ line: { kind: 'stock', sku: 'ao', quantity: 1 }, name: 'Áo', price: 0, hold })),
  total: 0,
  tendered: 0,
  soldAt: 0,
})
const refused: Partial<CommandRecord> = { verdict: { accepted: false, rejection: { code: 'conflict', conflicts: [] } } }
const ids = (records: readonly CommandRecord[]) => records.map(({ id }) => id)

/** As the outbox asks: it knows of all holds that never came to be, also by commands that it does not pass on. */
const next = (records: readonly CommandRecord[], limit?: number) => {
  const index = new OutboxIndex()
  for (const one of records) index.put(one, undefined)
  return nextRequest(index.opened(), (hold) => index.wasNeverPlaced(hold), limit)
}

describe('the next request', () => {
  it('sends in the order of the doing', () => {
    const [a, b, c] = [record(place('a')), record(place('b')), record(place('c'))]
    expect(ids(next([a, b, c]).send)).toEqual(ids([a, b, c]))
  })

  it('C4: what has a number goes first, by its number, without gaps', () => {
    const a = record(place('a'))
    const b = record(place('b'), { sequence: 8 })
    const c = record(place('c'), { sequence: 7 })
    const d = record(place('d'), { sequence: 10 })
    expect(ids(next([a, b, c, d]).send)).toEqual(ids([c, b]))
    expect(ids(next([a, b, c]).send)).toEqual(ids([c, b, a]))
  })

  it('ends before a request on a hold that it already touches', () => {
    const [a, b, c] = [record(place('a')), record(replace('a', 'b')), record(place('c'))]
    expect(ids(next([a, b, c]).send)).toEqual([a.id])
  })

  it('C5: a fact is not cut off, since nothing before it can make it wait', () => {
    const [a, b, s] = [record(place('a')), record(place('b')), record(sell('a', 'b'))]
    expect(ids(next([a, b, s]).send)).toEqual(ids([a, b, s]))
    const after = record(release('a'))
    expect(ids(next([a, b, s, after]).send)).toEqual(ids([a, b, s]))
  })

  it('a request waits while an earlier one on its hold is refused and open; all others and facts go on', () => {
    const refusal = record(replace('a', 'b'), refused)
    const waits = record(release('a'))
    const waitsToo = record({ type: 'hold.extend', hold: 'a', ttlSeconds: 5 })
    const other = record(place('c'))
    const fact = record(sell('a'))
    const found = next([refusal, waits, waitsToo, other, fact])
    expect([...found.blocked]).toEqual(ids([waits, waitsToo]))
    expect(ids(found.send)).toEqual(ids([other, fact]))
    expect(next([{ ...refusal, ended: 'dealt' }, waits]).blocked.size).toBe(0)
  })

  it('what waits for a blocked request is blocked as well', () => {
    const refusal = record(replace('a', 'b'), refused)
    const blocked = record(replace('a', 'c'))
    const behind = record(release('c'))
    expect([...next([refusal, blocked, behind]).blocked]).toEqual(ids([blocked, behind]))
  })

  it('C4: what has a number is sent, whatever was refused meanwhile', () => {
    const refusal = record(replace('a', 'b'), refused)
    const numbered = record(release('a'), { sequence: 4 })
    expect(ids(next([refusal, numbered]).send)).toEqual([numbered.id])
  })

  it('a hold that never came to be need not be released', () => {
    const refusal = record(place('a'), { ...refused, ended: 'dealt' })
    const voided = record(place('b'), { ended: 'void' })
    const [first, second] = [record(release('a')), record(release('b'))]
    const found = next([refusal, voided, first, second])
    expect(ids(found.moot)).toEqual(ids([first, second]))
    expect(found.send).toEqual([])
  })

  it('carries no more than may be carried', () => {
    const many = Array.from({ length: 130 }, (_, index) => record(place(`h${index}`)))
    expect(next(many).send).toHaveLength(100)
    expect(next(many, 1).send).toHaveLength(1)
  })
})
