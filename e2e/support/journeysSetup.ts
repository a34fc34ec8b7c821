import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startDatabases } from './ownDatabase.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Builds the web terminal and the hub, if they are not up to date. */
export const buildAll = (): void => {
  execFileSync(process.execPath, ['--import', 'tsx', 'build.ts'], { cwd: root, stdio: 'inherit' })
}

/** Once for all journeys: what they run, and what their databases are made in. @returns how to end that */
export default async function setup(): Promise<() => Promise<void>> {
  buildAll()
  return startDatabases()
}
