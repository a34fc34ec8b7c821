import { fileURLToPath } from 'node:url'
import { readSettings } from '../settings.ts'

/**
 * Asked before anything is built: whoever has mistyped a setting hears of it at once, in the words and with the exit code of the hub, which reads
 * them again itself.
 */
const read = readSettings(process.env, fileURLToPath(new URL('../..', import.meta.url)))
if (!read.ok) {
  process.stderr.write(`holdfast: ${read.message}\n`)
  process.exit(2)
}
