import type { Envelope } from '../../../shared/protocol/commands.ts'
import type { Poke } from '../../../shared/protocol/feed.ts'
import type { Role } from '../../../shared/protocol/roles.ts'
import { type Hub, HubError, type PokeListener } from '../hub.ts'
import { ScriptedArbiter } from './scriptedArbiter.ts'
import { location } from './scriptedHouse.ts'

/** Where the network fails in a submit: before the hub hears of it, or after it has settled everything. */
export type Cut = 'before' | 'after'

/** A hub for tests of the terminal, and the network to it. What is tested is the terminal; the real hub has its own tests. */
export class ScriptedHub extends ScriptedArbiter {
  offline = false
  revoked = false
  /** The streams stand, but nothing comes through them any more. */
  silent = false
  /** Commands that this hub is too old to understand. */
  cannotRead: (command: Envelope['command']) => boolean = () => false
  /** The photos that were sent, in order. */
  readonly photos: string[] = []
  /** Cuts to come, one for each submit; null lets it pass. */
  cuts: (Cut | null)[] = []
  private readonly streams = new Set<PokeListener>()

  protected changed(): void {
    if (this.offline || this.silent) return
    for (const stream of this.streams) stream.poke(this.now())
  }

  /** The network goes: streams end, nothing gets an answer. */
  goOffline(): void {
    this.offline = true
    const streams = [...this.streams]
    this.streams.clear()
    for (const stream of streams) stream.down(new HubError('unreachable'))
  }

  goOnline(): void {
    this.offline = false
  }

  /** The hub as one terminal reaches it. */
  for(terminal: string, roleOf: (actor: string) => Role = () => 'staff'): Hub {
    const record = { id: terminal, code: terminal.slice(1, 2), name: terminal, location, channel: 'pos' }
    return {
      pair: async (code) => {
        this.reach()
        if (code !== 'good') throw new HubError('unauthorized')
        return { token: `token-${terminal}`, terminal: record, epoch: this.feed.epoch }
      },
      demoCode: async () => null,
      hello: async () => {
        this.reach()
        const { epoch } = this.feed
        const nextSequence = this.nextSequence(terminal)
        return {
          terminal: record,
          epoch,
          hubTime: this.timers.wall(),
          currency: 'VND',
          nextSequence,
          bankAccount: null,
        }
      },
      signIn: async () => {
        this.reach()
        return { token: 'staff', expiresAt: 0 }
      },
      pull: async (collection, checkpoint, limit) => {
        this.reach()
        return this.feed.pull(collection, checkpoint, limit)
      },
      savePhoto: async ({ hash }) => {
        this.reach()
        const names = this.documents('cases').some(
          (one) => one.type === 'return' && one.data.gradings.some(({ photo }) => photo === hash),
        )
        if (names) this.photos.push(hash)
        return names ? 'kept' : 'unknown'
      },
      submit: async (commands) => {
        const cut = this.cuts.shift() ?? null
        this.reach()
        if (cut === 'before') throw new HubError('unreachable')
        if (commands.some(({ command }) => this.cannotRead(command))) throw new HubError('refused')
        const answer = this.submit(terminal, commands, roleOf)
        if (cut === 'after') throw new HubError('unreachable')
        return answer
      },
      pokes: (listener) => {
        if (this.offline || this.revoked) {
          const error = new HubError(this.revoked ? 'unauthorized' : 'unreachable')
          const callOff = this.timers.after(1, () => listener.down(error))
          return callOff
        }
        this.streams.add(listener)
        let callOff = this.timers.after(1, () => {
          if (!this.silent) {
            listener.up()
            listener.poke(this.now())
          }
          heartbeat()
        })
        const heartbeat = (): void => {
          callOff = this.timers.after(10_000, () => {
            if (this.streams.has(listener) && !this.silent) listener.poke(this.now())
            heartbeat()
          })
        }
        return () => {
          callOff()
          this.streams.delete(listener)
        }
      },
    }
  }

  private now(): Poke {
    return { epoch: this.feed.epoch, position: this.feed.position, hubTime: this.timers.wall() }
  }

  private reach(): void {
    if (this.revoked) throw new HubError('unauthorized')
    if (this.offline) throw new HubError('unreachable')
  }
}
