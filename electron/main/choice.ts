import path from 'node:path'
import { z } from 'zod'
import { readIfThere, writeWhole } from './keptFile.ts'

/** Which hub this machine uses: its own, or one on the network. Null until somebody chose. */
const choiceSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('own') }),
  z.object({ type: z.literal('network'), url: z.url() }),
])
export type HubChoice = z.infer<typeof choiceSchema>

export interface ChoiceFile {
  read(): HubChoice | null
  write(choice: HubChoice): void
}

export const createChoiceFile = (folder: string): ChoiceFile => {
  const file = path.join(folder, 'hub.json')
  return {
    read: () => {
      const content = readIfThere(file)
      return content === null ? null : choiceSchema.parse(JSON.parse(content.toString('utf8')))
    },
    write: (choice) => writeWhole(file, JSON.stringify(choice)),
  }
}
