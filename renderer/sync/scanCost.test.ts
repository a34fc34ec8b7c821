import { describe, expect, it, vi } from 'vitest'
import type { Hold } from '../../shared/holds/states.ts'
import { collections, type DocumentOf } from '../../shared/protocol/feed.ts'
import type { Person } from '../app/terminal.ts'
import type { Desk } from '../replica/desk.ts'
import type { CommandRecord } from './commandRecord.ts'
import { FeedProgress } from './feedProgress.ts'
import { Cell } from './live.ts'
import { Models } from './models.ts'
import { openNotes } from './notes.ts'
import { Outbox } from './outbox.ts'
import { noShop } from './shop.ts'
import { ManualTimers } from './testing/manualTimers.ts'
import { someHold } from './testing/shopForTests.ts'

const location = 'q1'
const skus = Array.from({ length: 400 }, (_, number) => `s${number}`)
const far = 1_000_000

const item = (sku: string): DocumentOf<'items'> => ({
  ...{ sku, name: sku, barcodes: [sku], price: 1000, currency: 'VND', safetyStock: 0, flashSale: false, listed: true },
  _deleted: false,
})
const level = (sku: string): DocumentOf<'levels'> => ({
  ...{ id: `${location}/${sku}`, location, sku, onHand: far, held: 0, allotted: 0, inTransit: 0, returning: 0 },
  ...{ quarantined: 0, damaged: 0, safetyStock: 0, shortfall: 0, _deleted: false },
})
const heldBy = (record: CommandRecord): Hold => ({
  ...{ id: 'hold' in record.command ? record.command.hold : '', state: 'held', channel: 'pos', location },
  ...{ placedAt: record.issuedAt, expiresAt: record.issuedAt + 900_000, lines: [] },
  ...{ endedAt: null, reason: null, terminal: 't', staff: 'lan' },
})

/** A command of an earlier hour: held, granted and long since in the replica; or still unsent. */
const earlier = (number: number, isSettled: boolean): CommandRecord => {
  const sku = skus[number % skus.length] ?? ''
  const record: CommandRecord = {
    ...{ id: `c${number}`, order: number + 1, sequence: isSettled ? number + 1 : null, actor: 'lan' },
    ...{ issuedAt: new ManualTimers().wall(), verdict: null, position: null, ended: 'no' },
    command: { type: 'hold.place', hold: someHold(number), location, lines: [{ kind: 'stock', sku, quantity: 1 }] },
  }
  if (!isSettled) return record
  const hold = { ...heldBy(record), lines: [] }
  return { ...record, position: number, verdict: { accepted: true, outcome: { type: 'hold', hold } } }
}

/** A terminal's core with so many commands of earlier hours, and a desk that is written at once. */
const terminalWith = (count: number, isSettled: boolean) => {
  const records = Array.from({ length: count }, (_, number) => earlier(number, isSettled))
  const desk: Desk = {
    rows: records.map((record) => ({ key: `command:${record.id}`, body: record })),
    write: async () => undefined,
    onFailure: () => undefined,
    close: async () => undefined,
    remove: async () => undefined,
  }
  const timers = new ManualTimers()
  const outbox = new Outbox({ desk, journal: () => undefined })
  const progress = new FeedProgress(null, () => undefined)
  for (const collection of collections) progress.passed(collection, { epoch: 'e', position: far })
  outbox.index.leave((record) => progress.isPassed(record))
  const models = new Models({
    ...{ desk, notes: openNotes(desk), clock: { now: () => timers.wall() }, timers, outbox, progress },
    documents: {
      items: new Map(skus.map((sku) => [sku, item(sku)])),
      levels: new Map(skus.map((sku) => [`${location}/${sku}`, level(sku)])),
      ...{ holds: new Map(), staff: new Map(), places: new Map() },
      ...{ bookings: new Map(), bookables: new Map(), seats: new Map(), cases: new Map() },
    },
    shop: new Cell(noShop),
    terminal: { id: 't', code: '1', location, channel: 'pos' },
    me: new Cell<Person | null>({ id: 'lan', name: 'Lan', role: 'staff' }),
    codeDigest: () => 0,
    savePhoto: async () => 'unknown',
    sending: () => new Set(),
    isOnline: () => true,
    broken: (error) => expect.unreachable(String(error)),
  })
  outbox.changed.subscribe(() => models.outboxChanged())
  models.outboxChanged()

  /** One scan, with all that follows: the list of what was done is told of it, and the hub settles it. @returns milliseconds */
  const scan = async (number: number): Promise<number> => {
    const began = performance.now()
    await models.counter.scan(skus[number % skus.length] ?? '')
    if (isSettled) {
      const fresh = await outbox.number(outbox.unsettled())
      await outbox.settle(
        fresh.map((record) => {
          const hold = { ...heldBy(record), lines: [] }
          return { id: record.id, position: far, verdict: { accepted: true, outcome: { type: 'hold', hold } } }
        }),
      )
      outbox.index.leave((record) => progress.isPassed(record))
    }
    models.activity.publish()
    const took = performance.now() - began
    if (number % 10 === 9) await models.counter.park('')
    return took
  }
  return { scan, outbox, activity: models.activity, stop: () => models.stop() }
}

const median = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN

/** Both scan in turns, so that whatever else the machine does falls on both. @returns by how much the second is slower */
const slower = async (few: number, many: number, isSettled: boolean): Promise<number> => {
  const terminals = [terminalWith(few, isSettled), terminalWith(many, isSettled)] as const
  const times: readonly [number[], number[]] = [[], []]
  for (let number = 0; number < 120; number++)
    for (const [index, { scan }] of terminals.entries()) times[index]?.push(await scan(number))
  for (const { stop } of terminals) stop()
  // The first ones warm up.
  const [short, long] = times.map((figures) => median(figures.slice(20)))
  return (long ?? Number.NaN) / (short ?? Number.NaN)
}

describe('what a scan costs', () => {
  it('the same with 4,000 settled commands behind it as with 40', async () => {
    expect(await slower(40, 4_000, true)).toBeLessThan(3)
  })

  it('nobody passes over all that was done, but for whoever looks at the list of it', async () => {
    const { scan, outbox, activity, stop } = terminalWith(500, true)
    const all = vi.spyOn(outbox, 'all')
    for (let number = 0; number < 30; number++) await scan(number)
    expect(all).not.toHaveBeenCalled()
    expect(activity.outbox.get()).toHaveLength(530)
    expect(all).toHaveBeenCalledOnce()
    stop()
  })

  it('hardly more with 2,000 commands that wait for a network than with 40', async () => {
    expect(await slower(40, 2_000, false)).toBeLessThan(6)
  })
})
