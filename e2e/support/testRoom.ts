import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { isAlive } from '../../server/db/embedded/folderLock.ts'
import { stopOrphan } from '../../server/db/embedded/orphan.ts'

/**
 * The folder in which a run of all tests has everything that it needs for a while: databases, hubs' folders, browsers' profiles. In memory where there is
 * plenty: to make a database takes 0.03 s of a core there, and 0.29 s on a disk (ext4) on which another was dropped a minute ago, whose room it looks through first.
 */
export interface TestRoom {
  readonly folder: string
  /** Stops what runs on it still, and takes it away. */
  clear(): Promise<void>
}

/** The variable that names the machine's own temporary folder, for what stays there from one run to the next. */
export const keptFolder = 'TESTS_KEPT'

const memory = '/dev/shm'
const prefix = 'holdfast-test-'
const gigabyte = 2 ** 30
const least = 4 * gigabyte

const hasPlenty = (): boolean => {
  if (process.platform !== 'linux') return false
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize > least && os.freemem() > 2 * least
  } catch {
    return false
  }
}

const clear = async (folder: string): Promise<void> => {
  const log = pino({ level: 'silent' })
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (path.basename(name) === 'postmaster.pid') await stopOrphan(path.join(folder, path.dirname(name)), log)
  // Backends have a moment to notice that it is over.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

/** What a run that was killed left behind would stay in memory until the machine is started anew. */
const clearLeftBehind = async (place: string): Promise<void> => {
  for (const name of readdirSync(place)) {
    const pid = /^holdfast-test-(\d+)-/.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) await clear(path.join(place, name))
  }
}

export const makeTestRoom = async (): Promise<TestRoom> => {
  const place = hasPlenty() ? memory : os.tmpdir()
  await clearLeftBehind(place)
  const folder = mkdtempSync(path.join(place, `${prefix}${process.pid}-`))
  return { folder, clear: () => clear(folder) }
}
