import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'

/** One file is left behind as `.old` when the present one has grown to this. */
const rotateAt = 16 * 1024 * 1024

/**
 * Every command once more, outside the browser's storage, which can be lost with a profile: one line each, on the disk before the call returns.
 * A person can read it, and a help desk can hand it in again.
 */
export const createJournal = (file: string, limit = rotateAt): ((line: string) => void) => {
  mkdirSync(path.dirname(file), { recursive: true })
  return (line) => {
    if (existsSync(file) && statSync(file).size > limit) renameSync(file, `${file}.old`)
    const descriptor = openSync(file, 'a', 0o600)
    try {
      // A line that a crash cut short must not swallow the next one.
      writeSync(descriptor, `${line.replaceAll('\n', ' ')}\n`)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  }
}
