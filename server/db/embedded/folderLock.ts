import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { codeOf, WrongSetting } from '../../wrongSetting.ts'

const holderSchema = z.object({ pid: z.int(), started: z.string() })

/**
 * Takes a folder for this process by a lock file with its pid and start time. A file whose process is gone (a hub that was killed) is taken
 * over; the start time tells a hub from a stranger that got its pid later.
 * @returns how to give it back
 * @throws WrongSetting with a sentence for the user
 */
export const lockFolder = (file: string): (() => void) => {
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? '' })
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      const descriptor = openSync(file, 'wx', 0o600)
      writeSync(descriptor, mine)
      closeSync(descriptor)
      return () => {
        if (readOr(file) === mine) rmSync(file, { force: true })
      }
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
    const holder = readHolder(file)
    if (holder !== null && isRunning(holder))
      throw new WrongSetting(
        `another hub (process ${holder.pid}) is using this data folder: stop it, or set HOLDFAST_DATA to another folder`,
      )
    rmSync(file, { force: true })
  }
  throw new WrongSetting(`could not lock ${file}: another hub is starting on this data folder`)
}

const readOr = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** Null for a file that was cut short by a crash while it was written. */
const readHolder = (file: string): z.infer<typeof holderSchema> | null => {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

const isRunning = ({ pid, started }: { pid: number; started: string }): boolean => {
  if (pid === process.pid) return false
  if (!isAlive(pid)) return false
  const now = startOf(pid)
  return now === null || started === '' || now === started
}

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** When a process began, in clock ticks since boot; null where /proc cannot tell (not Linux). Source: proc(5), field 22 of stat. */
const startOf = (pid: number): string | null => {
  const stat = readOr(`/proc/${pid}/stat`)
  if (stat === null) return null
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}
