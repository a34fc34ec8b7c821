import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { isAlive } from './folderLock.ts'

/**
 * Stops a PostgreSQL that runs on this data folder although its hub is gone (the caller holds the folder's lock). Only one whose data folder is
 * this one: a stranger that got the pid meanwhile is left alone.
 */
export const stopOrphan = async (data: string, log: Logger): Promise<void> => {
  const file = path.join(data, 'postmaster.pid')
  const pid = readPid(file)
  if (pid === null) return
  if (!isAlive(pid) || !isPostgresOn(pid, data)) {
    rmSync(file, { force: true })
    return
  }
  log.warn({ pid }, 'a PostgreSQL of this data folder outlived its hub; stopping it')
  for (const [signal, patienceMs] of [
    ['SIGINT', 8_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    process.kill(pid, signal)
    const until = performance.now() + patienceMs
    while (performance.now() < until) {
      if (!isAlive(pid)) return
      await sleep(25)
    }
  }
  throw new Error(`the PostgreSQL with process id ${pid} on ${data} cannot be stopped: stop it by hand`)
}

const readPid = (file: string): number | null => {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8').split('\n')[0] ?? '', 10)
    return Number.isSafeInteger(pid) && pid > 1 ? pid : null
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** PostgreSQL works in its data folder; where /proc cannot tell, its command line names the folder. */
const isPostgresOn = (pid: number, data: string): boolean => {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data)
    } catch {
      return false
    }
  }
  if (process.platform === 'win32') return true
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.includes('postgres') && stdout.includes(data)
}
