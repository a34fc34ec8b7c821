import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Makes the embedded PostgreSQL of a hub hang, as with a disk or a machine that does: all its processes are stopped, no connection breaks. On Linux,
 * which tells what the processes are.
 * @returns what lets it go on; may be called twice
 */
export const stallDatabase = (data: string): (() => void) => {
  const postmaster = postmasterOf(data)
  const all = [postmaster, ...childrenOf(postmaster)]
  const tell = (signal: NodeJS.Signals): void => {
    for (const pid of all)
      try {
        process.kill(pid, signal)
      } catch {
        // It has ended by itself meanwhile.
      }
  }
  tell('SIGSTOP')
  return () => tell('SIGCONT')
}

/** Ends the embedded PostgreSQL of a hub as an operating system would that is short of memory; its other processes follow by themselves. */
export const killDatabase = (data: string): void => {
  process.kill(postmasterOf(data), 'SIGKILL')
}

const postmasterOf = (data: string): number => {
  const [first = ''] = readFileSync(path.join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  return Number(first)
}

const childrenOf = (parent: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent)

const parentOf = (pid: number): number | null => {
  try {
    // After the name in brackets: the state, then the parent.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
  } catch {
    return null
  }
}
