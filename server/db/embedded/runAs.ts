import { spawnSync } from 'node:child_process'
import { chownSync, lstatSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * How PostgreSQL is started. It refuses to run as root, so a hub that was started as root drops to another user for it: by uid where that user
 * can reach the data folder and the programs, else in a user namespace of its own, which works under folders that only root may enter.
 */
export type RunAs =
  | { readonly type: 'self' }
  | { readonly type: 'uid'; readonly uid: number; readonly gid: number }
  | { readonly type: 'namespace' }

/** The users to drop to, best first: Debian's `nobody` has this number on every Linux. */
const nobody = { uid: 65_534, gid: 65_534 }

/**
 * @param folder the data folder of PostgreSQL, or the parent in which it will be made
 * @param owner who owns the data folder if it exists already: it has to go on as it began
 * @throws Error with a sentence for the user when root cannot drop to anybody
 */
export const chooseRunAs = (folder: string, program: string, owner: number | null): RunAs => {
  if (process.getuid?.() !== 0) return { type: 'self' }
  if (owner !== null && owner !== 0) return { type: 'uid', uid: owner, gid: owner === nobody.uid ? nobody.gid : owner }
  const reachable = isReachable(folder) && isReachable(path.dirname(program))
  if (owner === null && reachable) return { type: 'uid', ...nobody }
  const namespace = spawnSync('unshare', ['--user', '--map-user=1000', '--', program, '--version'])
  if (namespace.status === 0) return { type: 'namespace' }
  throw new Error(
    `PostgreSQL does not run as root, and no other user can reach ${folder}: set HOLDFAST_DATA to a folder that all may enter, or start the hub as another user`,
  )
}

/** True if everybody may enter the folder and all above it. */
const isReachable = (folder: string): boolean => {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === path.dirname(at)) return true
  }
}

/** The program and arguments with which a command is run as another. */
export const wrapCommand = (runAs: RunAs, program: string, args: readonly string[]) =>
  runAs.type === 'namespace'
    ? { program: 'unshare', args: ['--user', '--map-user=1000', '--', program, ...args], options: {} }
    : { program, args: [...args], options: runAs.type === 'uid' ? { uid: runAs.uid, gid: runAs.gid } : {} }

/** Gives a folder and all in it to the user that PostgreSQL runs as. */
export const giveTo = (runAs: RunAs, folder: string): void => {
  if (runAs.type !== 'uid') return
  chownSync(folder, runAs.uid, runAs.gid)
  if (!lstatSync(folder).isDirectory()) return
  for (const name of readdirSync(folder)) giveTo(runAs, path.join(folder, name))
}
