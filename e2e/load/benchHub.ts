import { bankAccountsOf } from '../../server/payments/bankAccounts.ts'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import type { Hub } from '../../server/api/hub.ts'
import { createArbiter } from '../../server/arbiter/arbiter.ts'
import { startFeedReader } from '../../server/feed/reader.ts'
import { startGate } from '../../server/gate/startGate.ts'
import { startQueue } from '../../server/queue/queue.ts'
import { countedKeys, newId } from '../../server/newId.ts'
import { Halls } from '../../server/seating/halls.ts'
import { startSessions } from '../../server/sessions/sessions.ts'
import type { BenchDatabase } from './benchDatabase.ts'

export const adminKey = 'admin-key-of-the-bench'

/** All of a hub but its port: what is measured is the hub's answer, not the sockets of this machine. */
export const startBenchHub = async (database: BenchDatabase): Promise<{ hub: Hub; close(): Promise<void> }> => {
  const log = pino({ level: 'silent' })
  const sql = database.open(4)
  const feed = await startFeedReader({ sql, log })
  const arbiter = createArbiter({ connection: { ...database.connection, name: 'bench' }, log, newId })
  const sessions = startSessions({ sql, arbiter, log, newId })
  const halls = new Halls(sql)
  const gate = await startGate({
    ...{ sql, arbiter, feed, halls, log, newId, redisUrl: null },
    metrics: { gateAnswered: () => {}, gateDiffered: () => {}, gateShared: () => {} },
  })
  const queue = startQueue({ sql, arbiter, feed, halls, log, newId })
  const hub: Hub = {
    ...{
      sql,
      arbiter,
      gate,
      queue,
      halls,
      feed,
      sessions,
      log,
      metrics: new Registry(),
      newId,
      newKey: countedKeys(newId()),
      bankAccounts: bankAccountsOf(sql, null),
      providers: new Map(),
    },
    settings: { isLocal: true, trustedProxies: [], publicUrl: null, adminKey, demo: false, terminalFolder: null },
    ready: () => Promise.resolve(true),
    isStalled: () => false,
    selfCheck: () => Promise.resolve({ clean: true, differences: [] }),
    monotonicNow: () => performance.now(),
  }
  const close = async (): Promise<void> => {
    await queue.close()
    await sessions.close()
    await gate.close()
    await arbiter.close()
    await feed.close()
  }
  return { hub, close }
}
