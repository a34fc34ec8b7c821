import type { Giver } from '../../shared/holds/settle.ts'
import type { Command } from '../../shared/protocol/commands.ts'
import type { Pending } from './base.ts'
import type { ModelOptions } from './modelOptions.ts'
import type { Also, NewCommand } from './acts.ts'
import { ttlSecondsOf } from './shop.ts'

type GiverOptions = Pick<ModelOptions, 'terminal' | 'shop' | 'documents' | 'me' | 'outbox' | 'clock'> & {
  readonly newId: () => string
}

/** In whose name commands are given here. */
export class Givers {
  constructor(private readonly options: GiverOptions) {}

  /** Who is signed in. */
  readonly actor = (): string => {
    const person = this.options.me.get()
    if (person === null) throw new Error('Nobody is signed in')
    return person.id
  }

  /** A command in the name of who is signed in, at this moment. */
  readonly newCommand = (command: Command): NewCommand => {
    const { clock, newId } = this.options
    return { id: newId(), command, actor: this.actor(), issuedAt: clock.now() }
  }

  /** @returns the id of the command */
  readonly give = async (command: Command, also: Also = {}): Promise<string> => {
    const given = this.newCommand(command)
    await this.options.outbox.add([given], also)
    return given.id
  }

  /** A command as it would be laid over the replica, were it given now. */
  newPending(command: Command): Pending {
    const { clock, newId } = this.options
    return { id: newId(), command, issuedAt: clock.now(), verdict: null, giver: this.giverOf(this.actor()) }
  }

  giverOf(actor: string): Giver {
    const { terminal, shop, documents } = this.options
    return {
      channel: terminal.channel,
      ttlSeconds: ttlSecondsOf(shop.get()),
      terminal: terminal.id,
      staff: actor,
      role: documents.staff.get(actor)?.role ?? null,
      ownOnly: false,
    }
  }
}
