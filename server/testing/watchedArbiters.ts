import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll } from 'vitest'
import type { Line } from '../../shared/kinds/registry.ts'
import type { CommandOf } from '../../shared/protocol/commands.ts'
import { createArbiter, type Way } from '../arbiter/arbiter.ts'
import type { Answer, Arbiter } from '../arbiter/types.ts'
import { location, type TestShop } from './shop.ts'
import type { TestDatabase } from './testDatabase.ts'

/** What the connections of these arbiters are called in the database. */
export const watchedName = 'watched arbiter'

/** An arbiter that tells which way its batches went. */
export interface Watched {
  readonly arbiter: Arbiter
  readonly ways: Way[]
}

/** @returns what opens one more such arbiter, as one more hub would have */
export const watchedArbiters = (database: TestDatabase): (() => Watched) => {
  const open: Arbiter[] = []
  afterAll(async () => {
    await Promise.all(open.map((arbiter) => arbiter.close()))
  })
  return () => {
    const ways: Way[] = []
    const arbiter = createArbiter({
      connection: { ...database.connection, name: watchedName },
      log: pino({ level: 'silent' }),
      newId: randomUUID,
      onBatch: (_size, _milliseconds, way) => ways.push(way),
    })
    open.push(arbiter)
    return { arbiter, ways }
  }
}

/** A wish for pieces of several items. */
export const wish = (...wanted: readonly (readonly [sku: string, quantity: number])[]): CommandOf<'hold.place'> => ({
  ...{ type: 'hold.place', hold: randomUUID(), location },
  lines: wanted.map(([sku, quantity]): Line => ({ kind: 'stock', sku, quantity })),
})

export type Place = (
  arbiter: Arbiter,
  sku: string,
  quantity?: number,
  key?: string,
  command?: CommandOf<'hold.place'>,
) => Promise<Answer>

/** Places a hold through one of several arbiters. */
export const placeThrough =
  (shop: TestShop): Place =>
  (arbiter, sku, quantity = 1, key = randomUUID(), command = wish([sku, quantity])) =>
    shop.give(command, {}, key, arbiter)
