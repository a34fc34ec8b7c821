import type { Logger } from 'pino'
import type { Arbiter } from '../arbiter/types.ts'
import type { Sql } from '../db/connect.ts'
import type { FeedReader } from '../feed/types.ts'
import { MemoryCounter } from './counter.ts'
import { createNewcomers } from '../queue/newcomers.ts'
import type { Halls } from '../seating/halls.ts'
import { type Gate, type GateAnswer, gateOf } from './gate.ts'
import { Looker } from './looker.ts'
import { readLooks } from './readLooks.ts'
import { connectRedis } from './redisClient.ts'
import { RedisCounter } from './redisCounter.ts'
import { Refusals } from './refusals.ts'
import { Sales } from './sales.ts'
import { SharedCounter } from './sharedCounter.ts'

export interface GateMetrics {
  readonly gateAnswered: (answer: GateAnswer) => void
  /** By how many pieces the count was wrong when it was last compared with the database. */
  readonly gateDiffered: (pieces: number) => void
  /** Whether Redis answers. */
  readonly gateShared: (isUp: boolean) => void
}

export interface GateOptions {
  readonly sql: Sql
  readonly arbiter: Pick<Arbiter, 'submit'>
  readonly feed: Pick<FeedReader, 'hear' | 'head'>
  readonly halls: Pick<Halls, 'read'>
  readonly log: Logger
  readonly newId: () => string
  /** Null: this hub counts in its memory alone. */
  readonly redisUrl: string | null
  readonly metrics: GateMetrics
}

const now = (): number => performance.now()

/** Starts the gate before the arbiter. */
export const startGate = async (options: GateOptions): Promise<Gate> => {
  const { sql, arbiter, feed, halls, log, newId, redisUrl, metrics } = options
  const memory = new MemoryCounter({ name: newId(), now, newGeneration: newId })
  const redis = redisUrl === null ? null : await connectRedis(redisUrl)
  const begin = (onFault: (error: unknown) => void): RedisCounter => {
    if (redis === null) throw new Error('there is no Redis to count in')
    const { epoch } = feed.head()
    return new RedisCounter({ ...{ redis, epoch, now, onFault }, name: newId(), newGeneration: newId })
  }
  const shared = redis === null ? null : new SharedCounter({ memory, begin, log, onUp: metrics.gateShared })
  const counter = shared ?? memory
  const sales = new Sales(sql, log)
  const looker = new Looker({
    ...{ counter, now, log, onDifference: metrics.gateDiffered },
    read: (pools) => readLooks(sql, pools),
  })
  const refusals = new Refusals({ sql })
  const newcomers = createNewcomers({ sql, halls })
  await sales.start()
  await shared?.start()
  const deafen = feed.hear(() => looker.committed())
  return {
    ...gateOf({ arbiter, sales, counter, looker, refusals, newcomers, onAnswer: metrics.gateAnswered }),
    close: async () => {
      deafen()
      await looker.close()
      await refusals.close()
      await sales.close()
      shared?.close()
      redis?.close()
    },
  }
}
