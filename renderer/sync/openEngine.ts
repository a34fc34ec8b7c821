import { openDesk } from '../replica/desk.ts'
import { openedOrClosed } from '../replica/openDatabase.ts'
import { openReplica } from '../replica/replica.ts'
import { Engine, type EngineOptions } from './engine.ts'
import { openNotes } from './notes.ts'
import type { Pairing } from './pairing.ts'
import { makeCodeDigest } from './vouchers/codeDigest.ts'

/** Opens what this pairing keeps on the disk and starts to work with it, with the hub or without. */
export const openEngine = async (pairing: Pairing, options: EngineOptions): Promise<Engine> => {
  const name = `holdfast-${pairing.terminal.id}`
  const desk = await openDesk(options.storage, name)
  return openedOrClosed(desk, async () => {
    const notes = openNotes(desk)
    const open = options.openReplica ?? openReplica
    const replica = await open(options.storage, name, {
      get: (collection) => notes.marks.get()[collection] ?? 'copying',
      set: (collection, mark) => notes.marks.set({ ...notes.marks.get(), [collection]: mark }),
    })
    return openedOrClosed(replica, async () => {
      // Not the machine's clock: what it says is over too soon would be taken away, and nobody would tell of it again.
      await replica.load(notes.asOf.get().at ?? 0)
      return new Engine(pairing, options, { desk, notes, replica, codeDigest: await makeCodeDigest() })
    })
  })
}
