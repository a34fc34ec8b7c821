import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { connect, type ConnectOptions, type Sql } from '../../../server/db/connect.ts'
import { startCluster } from '../../../server/db/embedded/cluster.ts'
import { stopOrphan } from '../../../server/db/embedded/orphan.ts'
import { runningConnection } from '../../../server/db/embedded/runningConnection.ts'
import { newEpoch } from '../../../server/newEpoch/newEpoch.ts'
import { freePort } from '../../../server/testing/freePort.ts'
import { startFleet } from '../../support/hubFleet.ts'
import { type HubProcess, startHubProcess, temporaryFolder } from '../../support/hubProcess.ts'
import { putAllAway } from '../../../server/testing/putAllAway.ts'
import { killDatabase as endDatabase } from '../../support/stallDatabase.ts'

/** What befalls a house in the middle of the day. */
export const disasters = ['hub', 'database', 'backup', 'two', 'age'] as const
export type Disaster = (typeof disasters)[number]

/** Where the books are kept. */
export interface House {
  /** Where hubs answer: always one at least that is there, or comes back. */
  readonly urls: readonly string[]
  /** What befalls it, until all is well again. */
  befall(): Promise<void>
  /** What the hubs wrote to their logs that no disaster explains: bugs and deadlocks. */
  complaints(): string[]
  /** The books themselves, past all hubs. */
  books(): Sql
  close(): Promise<void>
}

const silent = pino({ level: 'silent' })
const environment = { HOLDFAST_DEMO: '1', HOLDFAST_LOG_LEVEL: 'error' }

/** Of hubs that callers reach under one address. */
const ofBoth = { ...environment, HOLDFAST_PUBLIC_URL: 'http://holdfast.test' }

const booksAt = (place: Omit<ConnectOptions, 'max' | 'name'> | null): Sql => {
  if (place === null) throw new Error('there is no database')
  return connect({ ...place, max: 1, name: 'auditor' })
}

const complaintsOf = (hub: HubProcess): string[] =>
  hub
    .errors()
    .split('\n')
    .filter((line) => /deadlock|bug/.test(line))

/** Opens a house with a demo shop. */
export const openHouse = (disaster: Disaster): Promise<House> =>
  disaster === 'two' ? houseOfTwo() : houseOfOne(disaster)

const houseOfOne = async (disaster: Exclude<Disaster, 'two'>): Promise<House> => {
  const { folder, remove } = temporaryFolder()
  const port = await freePort()
  const data = path.join(folder, 'data')
  const all: HubProcess[] = []
  const start = async (): Promise<HubProcess> => {
    const started = await startHubProcess({ data, port, environment })
    all.push(started)
    return started
  }
  let hub = await start()
  /** As the power of its machine goes. */
  const killHub = (): Promise<void> => hub.kill()
  const killDatabase = async (): Promise<void> => {
    endDatabase(data)
    // It ends by itself, for whoever watches over it to start it again.
    await Promise.race([hub.exited, sleep(15_000)])
    if (hub.process.exitCode === null) throw new Error('the hub lives on without its database')
  }
  const copy = path.join(folder, 'copy')
  /** As somebody does who has read the README: the hub stops, an old copy takes the place of its data, and has another epoch. */
  const restore = async (): Promise<void> => {
    await hub.stop()
    rmSync(data, { recursive: true })
    cpSync(copy, data, { recursive: true, preserveTimestamps: true })
    const cluster = await startCluster({ folder: data, log: silent })
    const books = booksAt(cluster.connection)
    const { ok } = await newEpoch(books)
    await books.end()
    await cluster.stop()
    if (!ok) throw new Error('what was restored got no epoch of its own')
  }
  const backUp = async (): Promise<void> => {
    await hub.stop()
    cpSync(data, copy, { recursive: true, preserveTimestamps: true })
    hub = await start()
  }
  /** As weeks that pass: all that has ended, was answered or was told is put away, and whoever was away for long hears no more of it. */
  const putAway = async (): Promise<void> => {
    const books = booksAt(runningConnection(data))
    // What a hub is just reading is never weeks old.
    await books`
      update feed set at = at - interval '30 days'
      where at < now() - interval '2 seconds' and position <= (select position from overview_head)`
    await putAllAway(books, { holdsDays: 0, verdictsDays: 0, feedDays: 30 })
    await books.end()
  }
  const end = { hub: killHub, database: killDatabase, backup: restore, age: putAway }[disaster]
  let isBackedUp = disaster !== 'backup'
  const befall = async (): Promise<void> => {
    if (isBackedUp) {
      await end()
      if (disaster !== 'age') hub = await start()
    } else await backUp()
    isBackedUp = true
  }
  let befalling: Promise<unknown> = Promise.resolve()
  return {
    urls: [hub.url],
    befall: () => {
      const now = befall()
      befalling = now.catch(() => undefined)
      return now
    },
    complaints: () => all.flatMap(complaintsOf),
    books: () => booksAt(runningConnection(data)),
    // Also in the middle of a disaster, after which nobody may be there who stops the database.
    close: async () => {
      await befalling
      await hub.stop()
      await stopOrphan(path.join(data, 'postgres'), silent)
      remove()
    },
  }
}

const houseOfTwo = async (): Promise<House> => {
  const fleet = await startFleet({ hubs: 2, withRedis: false, environment: ofBoth })
  let next = 0
  let befalling: Promise<unknown> = Promise.resolve()
  const befall = async (): Promise<void> => {
    const hub = next++ % 2
    await fleet.kill(hub)
    await sleep(300)
    await fleet.restart(hub)
  }
  return {
    urls: fleet.urls,
    befall: () => {
      const now = befall()
      befalling = now.catch(() => undefined)
      return now
    },
    complaints: () => fleet.hubs().flatMap(complaintsOf),
    books: () => booksAt(fleet.connection),
    close: async () => {
      await befalling
      await fleet.close()
    },
  }
}
