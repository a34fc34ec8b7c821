import type { Phase } from '../app/terminal.ts'
import { collections } from '../../shared/protocol/feed.ts'
import type { Documents } from '../replica/replica.ts'
import { Cell } from './live.ts'
import type { Notes } from './notes.ts'
import { whyBroken } from './whyBroken.ts'

/** What keeps a paired terminal from working. */
export type Hindrance = Extract<Phase, { name: 'copying' | 'pair_again' | 'broken' }>

/** Whether a paired terminal can work, and why not. The worse reason stays. */
export class Hindrances {
  readonly present = new Cell<Hindrance | null>(null)
  private readonly notes: Notes
  private readonly report: (error: unknown) => void

  constructor(notes: Notes, report: (error: unknown) => void) {
    this.notes = notes
    this.report = report
  }

  /** Looks how far the first copy is. */
  copied(documents: Documents): void {
    const now = this.present.get()
    if (now !== null && now.name !== 'copying') return
    const marks = this.notes.marks.get()
    if (collections.every((collection) => marks[collection] === 'copied')) return this.present.set(null)
    const done = collections.reduce((sum, collection) => sum + documents[collection].size, 0)
    if (now?.done !== done) this.present.set({ name: 'copying', done })
  }

  pairAgain(why: 'copied' | 'revoked'): void {
    this.present.set({ name: 'pair_again', why })
  }

  /** The store failed, or our own code. Whoever has to be paired again hears of that and of nothing else. */
  broken(error: unknown): void {
    this.report(error)
    if (this.present.get()?.name !== 'pair_again') this.present.set({ ...brokenBy(error), isWorking: true })
  }
}

/** That nothing can be kept, why, and what the help desk is told. */
export const brokenBy = (error: unknown) => ({
  ...{ name: 'broken' as const, why: whyBroken(error), detail: detailOf(error) },
})

/** What the help desk is told. */
const detailOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : String(error)
