import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Builds the web terminal once, if it is not up to date. */
export default function setup(): void {
  execFileSync(process.execPath, ['--import', 'tsx', 'renderer/build.ts'], { cwd: root, stdio: 'inherit' })
}
