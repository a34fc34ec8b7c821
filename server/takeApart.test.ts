import { once } from 'node:events'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { type Part, takeApart, type TakeApartOptions } from './takeApart.ts'

const never = new Promise<never>(() => {})

/** Takes parts apart, and says in which order they ended and what was logged. */
const stop = async (
  make: (ended: string[], givenUp: Promise<unknown>) => Part[],
  options: Partial<TakeApartOptions>,
) => {
  const ended: string[] = []
  const said: unknown[] = []
  const given = new AbortController()
  const givenUp = once(given.signal, 'abort')
  const log = pino({ level: 'error' }, { write: (line: string) => void said.push(JSON.parse(line)) })
  const answers = await takeApart(make(ended, givenUp), {
    ...{ log, ask: () => Promise.resolve(), giveUp: () => given.abort() },
    ...options,
  })
  return { ended, said, answers }
}

const partOf =
  (ended: string[]) =>
  (name: string, until: Promise<unknown> = Promise.resolve()): Part => ({
    name,
    end: async () => {
      await until
      ended.push(name)
    },
  })

describe('taking a hub apart', () => {
  it('ends the last part that was started first, and says nothing', async () => {
    const { ended, said, answers } = await stop(
      (list) => ['feed', 'arbiter', 'requests'].map((name) => partOf(list)(name)),
      {},
    )
    expect(ended).toEqual(['requests', 'arbiter', 'feed'])
    expect(said).toEqual([])
    expect(answers).toBe(true)
  })

  it.each([
    ['refuses', () => Promise.reject(new Error('refused'))],
    ['hangs', () => never],
  ])(
    'a database that %s is given up: what waits for it ends, and one line says what was not finished',
    async (_how, ask) => {
      const { ended, said, answers } = await stop(
        (list, givenUp) => [partOf(list)('feed'), partOf(list)('arbiter'), partOf(list)('requests', givenUp)],
        { ask, answerMs: 5, restMs: 60_000 },
      )
      expect(ended).toEqual(['requests', 'arbiter', 'feed'])
      expect(said).toEqual([
        expect.objectContaining({
          unfinished: ['requests'],
          msg: 'the database does not answer: the hub has stopped without waiting for it',
        }),
      ])
      expect(answers).toBe(false)
    },
  )

  it('what does not end even so is left, and named', async () => {
    const { ended, said } = await stop(
      (list) => [partOf(list)('feed'), partOf(list)('letters', never), partOf(list)('requests')],
      { ask: () => never, answerMs: 5, restMs: 5 },
    )
    expect(ended).toEqual(['requests', 'feed'])
    expect(said).toEqual([expect.objectContaining({ unfinished: ['letters'] })])
  })

  it('a part that takes too long is given up too, though the database answers', async () => {
    const { ended, said, answers } = await stop(
      (list, givenUp) => [partOf(list)('feed'), partOf(list)('requests', givenUp)],
      {
        partsMs: 5,
        restMs: 60_000,
      },
    )
    expect(ended).toEqual(['requests', 'feed'])
    expect(said).toEqual([
      expect.objectContaining({
        unfinished: ['requests'],
        msg: 'a part of the hub took too long to end: the hub has stopped without waiting for it',
      }),
    ])
    expect(answers).toBe(true)
  })

  it('a part that fails to end keeps none of the others from ending', async () => {
    const { ended, said } = await stop(
      (list) => [partOf(list)('feed'), partOf(list)('requests', Promise.reject(new Error('a bug')))],
      {},
    )
    expect(ended).toEqual(['feed'])
    expect(said).toEqual([expect.objectContaining({ part: 'requests', msg: 'a part of the hub did not stop cleanly' })])
  })
})
