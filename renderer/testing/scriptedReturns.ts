import type { Return, ReturnQuestions } from '../app/questions.ts'
import { createStore } from '../app/store.ts'

type Answer = <Value>(value: Value) => Promise<Value>

const day = 86_400_000
const line = (sku: string, expected: number, received: number) => ({
  ...{ sku, expected, received, sellable: 0, damaged: 0, scrap: 0, short: null },
})

const drawn = (now: number): readonly Return[] => [
  {
    ...{ id: 'rt1', order: 'x1', orderNumber: 'HF000031', state: 'returning', location: 'q1', receivedIn: null },
    ...{ parcel: 'GHN771', reason: 'refused', undelivered: true, lines: [line('TM-0001', 2, 0)] },
    ...{ openedAt: now - 9 * day, receivedAt: null, inspectedAt: null, closedAt: null },
  },
  {
    ...{ id: 'rt2', order: 'x2', orderNumber: 'HF000032', state: 'received', location: 'q1', receivedIn: 'q1' },
    ...{ parcel: 'GHN772', reason: 'refused', undelivered: true, lines: [line('TM-0002', 3, 3)] },
    ...{ openedAt: now - 2 * day, receivedAt: now - 60_000, inspectedAt: null, closedAt: null },
  },
]

/** The hub's answers about goods that come back: figures as the rules would have them, of one location. */
export const returnQuestions = (now: number, has: boolean, answer: Answer): ReturnQuestions => {
  const all = createStore(has ? drawn(now) : [])
  return {
    returns: () => answer(all.get()),
    returnStep: async (wish) => {
      await answer(null)
      const one = all.get().find(({ id }) => id === wish.return)
      if (one === undefined) return { type: 'refused', code: 'not_found' }
      const lines = one.lines.map((before) => {
        if (wish.type === 'inspect')
          return wish.lines
            .filter(({ sku }) => sku === before.sku)
            .reduce((after, { grade, quantity }) => ({ ...after, [grade]: after[grade] + quantity }), before)
        const came = wish.type === 'receive' ? wish.lines.find(({ sku }) => sku === before.sku) : undefined
        return { ...before, received: before.received + (came?.quantity ?? 0) }
      })
      const isGraded = lines.every((each) => each.sellable + each.damaged + each.scrap === each.received)
      const changed: Return = {
        ...{ ...one, lines, state: isGraded ? 'inspected' : 'received', receivedAt: one.receivedAt ?? now },
        inspectedAt: isGraded ? now : null,
      }
      all.update((returns) => returns.map((each) => (each.id === changed.id ? changed : each)))
      return { type: 'done', return: changed }
    },
  }
}
