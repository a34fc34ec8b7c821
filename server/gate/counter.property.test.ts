import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countsForMs, MemoryCounter, type Ticket } from './counter.ts'

/** A pool as it truly is, and its feed: every change of it has the next position. */
class Truth {
  readonly at: number[] = []
  constructor(public available: number) {
    this.at.push(available)
  }
  change(by: number): number {
    this.available += by
    this.at.push(this.available)
    return this.at.length - 1
  }
  get position(): number {
    return this.at.length - 1
  }
}

interface UnderWay {
  readonly ticket: Ticket
  readonly quantity: number
  /** Where it was committed; null: not yet, or never. */
  position: number | null
}

const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ type: fc.constant('ask' as const), quantity: fc.integer({ min: 1, max: 3 }) }),
    },
    { weight: 5, arbitrary: fc.record({ type: fc.constant('commit' as const), which: fc.nat() }) },
    { weight: 5, arbitrary: fc.record({ type: fc.constant('answer' as const), which: fc.nat() }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('others' as const), by: fc.integer({ min: -3, max: 3 }) }) },
    { weight: 3, arbitrary: fc.record({ type: fc.constant('look' as const), behind: fc.integer({ min: 0, max: 3 }) }) },
    { weight: 1, arbitrary: fc.constant({ type: 'lose' as const }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('wait' as const), ms: fc.nat(countsForMs) }) },
  ),
  { maxLength: 60 },
)

const pool = 'q1/a'

test('F2, F5, F6: whatever the order in which it hears, the count is what was looked at less what was let through since, and right once all is told', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8 }), steps, (start, script) => {
      const truth = new Truth(start)
      let generations = 0
      let now = 0
      const begin = () =>
        new MemoryCounter({
          name: 'hub',
          now: () => now,
          newGeneration: () => `g${(generations += 1)}`,
          freshForMs: 1e9,
        })
      let counter = begin()
      let underWay: UnderWay[] = []
      let lookedAt = -1
      let countedSince = 0
      /** What was let through since the last look, and not refused. */
      let since = new Set<UnderWay>()
      /** What was let through before it, and heard since to have been taken behind it. */
      let late = 0
      const look = (position: number): void => {
        counter.look([{ pool, available: truth.at[position] ?? 0, position }])
        const isOld = position < lookedAt
        if (isOld || (position === lookedAt && now - countedSince < countsForMs)) return
        lookedAt = position
        countedSince = now
        since = new Set()
        late = 0
      }
      const expected = (): number =>
        (truth.at[lookedAt] ?? 0) - late - [...since].reduce((sum, { quantity }) => sum + quantity, 0)
      look(0)
      for (const step of script) {
        switch (step.type) {
          case 'ask': {
            const { quantity } = step
            const passage = counter.take({ wants: [{ pool, quantity }], isWhole: true })
            // Nobody is refused who could be served if all who were let through are.
            expect(passage.type === 'refused').toBe(expected() <= 0)
            if (passage.type === 'refused') break
            const one = { ticket: passage.ticket, quantity, position: null }
            underWay.push(one)
            if (quantity <= expected()) since.add(one)
            break
          }
          case 'commit': {
            const open = underWay.filter(({ position }) => position === null)
            const one = open[step.which % Math.max(1, open.length)]
            // The arbiter has the last word: it takes only what is there.
            if (one !== undefined && truth.available >= one.quantity) one.position = truth.change(-one.quantity)
            break
          }
          case 'answer': {
            const one = underWay[step.which % Math.max(1, underWay.length)]
            if (one === undefined) break
            counter.settle(one.ticket, one.position)
            underWay = underWay.filter((other) => other !== one)
            if (one.position === null) since.delete(one)
            else if (!since.has(one) && one.position > lookedAt) late += one.quantity
            break
          }
          case 'others':
            truth.change(step.by)
            break
          case 'look':
            // What was read before may be told late.
            look(Math.max(0, truth.position - step.behind))
            break
          case 'wait':
            now += step.ms
            break
          case 'lose':
            counter = begin()
            lookedAt = -1
            look(truth.position)
            break
        }
        expect(counter.left(pool)).toBe(expected())
      }
      for (const { ticket, position } of underWay) counter.settle(ticket, position)
      truth.change(0)
      look(truth.position)
      expect(counter.left(pool)).toBe(truth.available)
    }),
    { numRuns: 300 },
  )
})
