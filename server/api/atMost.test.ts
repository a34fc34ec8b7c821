import { expect, test } from 'vitest'
import { atMost } from './atMost.ts'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('no more run at a time, in the order in which they came, also after one that failed', async () => {
  const inTurns = atMost(2)
  const begun: number[] = []
  let running = 0
  let most = 0
  const work = (n: number) =>
    inTurns(async () => {
      begun.push(n)
      running += 1
      most = Math.max(most, running)
      await turn()
      running -= 1
      if (n === 1) throw new Error('one that fails')
      return n
    })
  const done = await Promise.allSettled([0, 1, 2, 3, 4].map(work))
  expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
  expect([begun, most]).toEqual([[0, 1, 2, 3, 4], 2])
  expect(await work(5)).toBe(5)
})
