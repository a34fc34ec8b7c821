import { pino } from 'pino'
import { afterAll } from 'vitest'
import { createArbiter } from '../arbiter/arbiter.ts'
import { startFeedReader } from '../feed/reader.ts'
import { startQueue } from '../queue/queue.ts'
import { Halls } from '../seating/halls.ts'
import type { TestDatabase } from './testDatabase.ts'
import { newId } from '../newId.ts'

/** For a group of tests: how to start the waiting room of another hub on their database. It is closed after them. */
export const secondQueue = ({ sql, connection }: TestDatabase): (() => Promise<void>) => {
  const log = pino({ level: 'silent' })
  const closing: (() => Promise<void>)[] = []
  afterAll(async () => {
    for (const close of closing) await close()
  })
  return async () => {
    const arbiter = createArbiter({ connection: { ...connection, name: 'other' }, log, newId })
    const feed = await startFeedReader({ sql, log })
    const queue = startQueue({ sql, arbiter, feed, halls: new Halls(sql), log, newId })
    closing.push(async () => {
      await queue.close()
      await arbiter.close()
      await feed.close()
    })
  }
}
