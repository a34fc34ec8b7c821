import { type Hub, HubError } from '../hub.ts'
import type { Storage } from '../../replica/storage.ts'

/** When the power goes: at this write to the desk, before it is on the disk or after it, but before anybody hears of it. */
export interface PowerCut {
  readonly atWrite: number
  readonly when: 'before' | 'after'
}

/** The life of one process: once its power is cut it writes nothing more to its desk, asks nothing and hears nothing. */
export class Life {
  writes = 0
  dead = false
  /** Nothing more can be written, and nothing can be opened anew. */
  diskIsFull = false
  /** Writes to the desk that the slow disk has not begun; null while it is fast. */
  private slow: (() => void)[] | null = null
  private buried = false
  private readonly graves: (() => void)[] = []
  private cut: PowerCut | null

  constructor(cut: PowerCut | null) {
    this.cut = cut
  }

  /** Lets the power go at a write to come, counted from now. */
  tear(cut: PowerCut): void {
    this.cut = { ...cut, atWrite: this.writes + cut.atWrite }
  }

  /** From now on each write to the desk waits until it is let through. */
  slowDown(): void {
    this.slow = []
  }

  /** Lets the oldest waiting write through. */
  letWrite(): void {
    this.slow?.shift()?.()
  }

  /** Lets all waiting writes through, and those to come. */
  speedUp(): void {
    const waiting = this.slow ?? []
    this.slow = null
    for (const go of waiting) go()
  }

  /** The same disk, for as long as this life lasts. */
  storage(disk: Storage): Storage {
    const createStorageInstance: Storage['createStorageInstance'] = async (parameters) => {
      if (this.diskIsFull) throw new Error('no space left')
      const instance = await disk.createStorageInstance(parameters)
      if (parameters.collectionName !== 'desk') return instance
      const write = instance.bulkWrite.bind(instance)
      instance.bulkWrite = (rows, context) => this.deskWrite(() => write(rows, context))
      return instance
    }
    return { name: disk.name, rxdbVersion: disk.rxdbVersion, createStorageInstance }
  }

  /** The same network, for as long as this life lasts. */
  hub(hub: Hub): Hub {
    const alive = <Value>(ask: () => Promise<Value>): Promise<Value> =>
      this.dead ? this.never() : ask().then((value) => (this.dead ? this.never() : value))
    return {
      pair: (code, name) => alive(() => hub.pair(code, name)),
      demoCode: () => alive(() => hub.demoCode()),
      hello: () => alive(() => hub.hello()),
      signIn: (staff, pin) => alive(() => hub.signIn(staff, pin)),
      pull: (collection, checkpoint, limit, signal) => alive(() => hub.pull(collection, checkpoint, limit, signal)),
      savePhoto: (photo) => alive(() => hub.savePhoto(photo)),
      submit: (commands, signal) => alive(() => hub.submit(commands, signal)),
      pokes: (listener) =>
        hub.pokes({
          up: () => this.dead || listener.up(),
          poke: (poke) => this.dead || listener.poke(poke),
          down: (error) => this.dead || listener.down(error),
        }),
    }
  }

  /** Clears away what a dead process would have left to the operating system. */
  bury(): void {
    this.dead = true
    this.buried = true
    for (const end of this.graves.splice(0)) end()
  }

  /** Nobody will ever hear of it. */
  private never(): Promise<never> {
    return new Promise((_resolve, reject) => {
      const end = (): void => reject(new HubError('unreachable'))
      if (this.buried) end()
      else this.graves.push(end)
    })
  }

  private async deskWrite<Value>(write: () => Promise<Value>): Promise<Value> {
    if (this.slow !== null) await new Promise<void>((resolve) => this.slow?.push(resolve))
    if (this.dead) return this.never()
    if (this.diskIsFull) throw new Error('no space left')
    this.writes++
    if (this.writes !== this.cut?.atWrite) return write()
    if (this.cut.when === 'after') await write()
    this.dead = true
    return this.never()
  }
}
