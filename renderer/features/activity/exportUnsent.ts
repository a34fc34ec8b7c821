import type { Platform } from '../../app/platform.ts'
import type { Terminal } from '../../app/terminal.ts'

/** Saves all unsent commands to a file that a help desk can read and import. */
export const exportUnsent = async (terminal: Terminal, platform: Platform): Promise<void> => {
  const text = await terminal.activity.exportUnsent()
  const stamp = new Date(terminal.clock.now()).toISOString().slice(0, 19).replaceAll(':', '-')
  await platform.saveFile(`holdfast-unsent-${stamp}.json`, text)
}
