import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Deadlines } from './deadlines.ts'

const act = fc.oneof(
  fc.record({ type: fc.constant('set' as const), key: fc.nat({ max: 9 }), at: fc.nat({ max: 100 }) }),
  fc.record({ type: fc.constant('drop' as const), key: fc.nat({ max: 9 }) }),
  fc.record({ type: fc.constant('pass' as const), by: fc.nat({ max: 20 }) }),
)

describe('deadlines', () => {
  it('come in their order, each once, and only those that still stand', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 300 }), (acts) => {
        const present = new Map<string, number>()
        const deadlines = new Deadlines(
          (key, at) => present.get(key) === at,
          () => present.size,
        )
        let now = 0
        for (const one of acts) {
          if (one.type === 'set') {
            present.set(String(one.key), now + 1 + one.at)
            deadlines.add(String(one.key), now + 1 + one.at)
          } else if (one.type === 'drop') present.delete(String(one.key))
          else {
            now += one.by
            const due = [...present].filter(([, at]) => at <= now).map(([key]) => key)
            expect(new Set(deadlines.due(now))).toEqual(new Set(due))
            for (const key of due) present.delete(key)
          }
          expect(deadlines.next()).toBe(Math.min(Infinity, ...present.values()))
        }
      }),
    )
  })
})
