import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { HubFleet } from './hubFleet.ts'
import { ask, holdIdOf, holdWish, type RestAnswer } from './rest.ts'

/** What the buyers of a sale know of it. */
export interface SaleBooks {
  /** Holds that were acknowledged and not given back, by the key under which each was asked for. */
  readonly kept: Map<string, string>
  /** Keys of which the last answer was a refusal. */
  readonly refused: string[]
  readonly confirmed: Set<string>
  /** How many were held and how often given back. */
  held: number
  givenBack: number
  /** The most that buyers had at one time: what was acknowledged, and not yet asked to be given back. */
  most: number
  /** Answers by status that nobody should have got. */
  readonly unexpected: Map<number, number>
}

export interface SaleOptions {
  readonly fleet: HubFleet
  readonly sku: string
  readonly clients: number
  /** True once no more is to be bought. */
  readonly isOver: () => boolean
  readonly random: () => number
}

/**
 * Buyers of few units at all hubs: who gets one mostly gives it back after a moment, seldom pays for it or keeps it, and asks for another. Whatever dies, each asks again
 * under the same key, at any hub, until there is an answer.
 */
export const runSale = async ({ fleet, sku, clients, isOver, random }: SaleOptions): Promise<SaleBooks> => {
  const books: SaleBooks = {
    ...{ kept: new Map(), refused: [], confirmed: new Set(), unexpected: new Map() },
    ...{ held: 0, givenBack: 0, most: 0 },
  }
  const anyHub = (): string => fleet.urls[Math.floor(random() * fleet.urls.length)] ?? ''

  const untilAnswered = async (path: string, body: object): Promise<{ key: string; answer: RestAnswer }> => {
    const key = randomUUID()
    for (;;) {
      try {
        const answer = await ask(anyHub(), 'POST', path, body, { idempotencyKey: key })
        if (answer.status < 500) return { key, answer }
        if (answer.status !== 503) count(books.unexpected, answer.status)
      } catch (error) {
        // Nobody answers there at the moment.
        if (!(error instanceof TypeError)) throw error
      }
      await sleep(20)
    }
  }

  const buyer = async (): Promise<void> => {
    while (!isOver()) {
      const { key, answer } = await untilAnswered('/v1/holds', holdWish(sku))
      if (answer.status === 409) {
        books.refused.push(key)
        continue
      }
      if (answer.status !== 201) {
        count(books.unexpected, answer.status)
        continue
      }
      const hold = holdIdOf(answer)
      books.kept.set(key, hold)
      books.held += 1
      books.most = Math.max(books.most, books.kept.size)
      await sleep(random() * 30)
      const end = random()
      if (end < 0.003) {
        const paid = await untilAnswered(`/v1/holds/${hold}/confirm`, {})
        if (paid.answer.status === 200) books.confirmed.add(hold)
        else count(books.unexpected, paid.answer.status)
      } else if (end < 0.994) {
        books.kept.delete(key)
        const back = await untilAnswered(`/v1/holds/${hold}/release`, {})
        if (back.answer.status === 200) books.givenBack += 1
        else count(books.unexpected, back.answer.status)
      }
    }
  }

  await Promise.all(Array.from({ length: clients }, buyer))
  return books
}

const count = (counts: Map<number, number>, status: number): void => {
  counts.set(status, (counts.get(status) ?? 0) + 1)
}

/** Waits until something is so. @throws Error if it is not within the time */
export const within = async (milliseconds: number, what: string, isSo: () => Promise<boolean>): Promise<void> => {
  const until = performance.now() + milliseconds
  while (!(await isSo())) {
    if (performance.now() > until) throw new Error(`not within ${milliseconds} ms: ${what}`)
    await sleep(50)
  }
}
