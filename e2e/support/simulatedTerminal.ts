import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type HubClient, hubClient } from '../../renderer/sync/hubClient.ts'
import type { Command, Envelope } from '../../shared/protocol/commands.ts'
import {
  type Checkpoint,
  type Collection,
  collections,
  type DocumentOf,
  type Poke,
} from '../../shared/protocol/feed.ts'
import { ask } from './rest.ts'

const codeSchema = z.object({ code: z.string() })

/**
 * A terminal without a screen or a store: pairs, follows the feed and gives commands through the same procedures and the same client as the real
 * one. For hundreds of them in one process.
 */
export class SimulatedTerminal {
  private sequence = 0
  private checkpoint: Checkpoint | null = null
  private pulling: Promise<void> | null = null
  private again = false
  private stream: { unsubscribe(): void } | null = null
  readonly documents = new Map<string, DocumentOf<'holds'>>()
  onDocument: (document: DocumentOf<'holds'>) => void = () => {}

  private constructor(
    private readonly client: HubClient,
    private readonly actor: string,
  ) {}

  /** Sets up a channel and a person if need be, makes a pairing code as an admin, and pairs. */
  static async pair(url: string, location: string, name: string): Promise<SimulatedTerminal> {
    const { code } = codeSchema.parse(
      (await ask(url, 'POST', '/v1/pairing-codes', { location, channel: 'counter' })).body,
    )
    let token: string | null = null
    const client = hubClient({
      address: async () => url,
      token: () => token,
      staffToken: () => null,
      fetch,
      streamAnswered: () => {},
    })
    token = (await client.pairing.pair.mutate({ code, name })).token
    return new SimulatedTerminal(client, 'tester')
  }

  static async setUp(url: string): Promise<void> {
    await ask(url, 'PUT', '/v1/channels/counter', { name: 'Quầy', kind: 'pos' })
    await ask(url, 'PUT', '/v1/staff/tester', { name: 'Tester', role: 'manager', pin: '1234' })
  }

  /** Follows the holds of its location until `close`; resolves when the stream is up and the first copy is there. */
  async follow(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.stream = this.client.feed.pokes.subscribe(undefined, {
        onData: (_poke: Poke) => {
          this.pull().then(resolve, reject)
        },
        onError: reject,
      })
    })
  }

  /** Pulls what is new; a call during a pull makes another one follow it. */
  private pull(): Promise<void> {
    this.again = true
    this.pulling ??= (async () => {
      while (this.again) {
        this.again = false
        await this.pullAll('holds')
      }
      this.pulling = null
    })()
    return this.pulling
  }

  private async pullAll(collection: Collection & 'holds'): Promise<void> {
    const limit = 1000
    for (;;) {
      const { documents, checkpoint } = await this.client.feed.pull.query({
        collection,
        checkpoint: this.checkpoint,
        limit,
      })
      for (const document of documents) {
        if (!('placedAt' in document)) continue
        this.documents.set(document.id, document)
        this.onDocument(document)
      }
      this.checkpoint = checkpoint
      if (documents.length < limit) return
    }
  }

  /** Fetches every collection from its beginning, in the pages of the real terminal, and keeps nothing. */
  async pullEverything(): Promise<void> {
    const limit = 1000
    await Promise.all(
      collections.map(async (collection) => {
        let checkpoint: Checkpoint | null = null
        for (let count = limit; count >= limit; ) {
          const pulled: { readonly documents: readonly unknown[]; readonly checkpoint: Checkpoint } =
            await this.client.feed.pull.query({ collection, checkpoint, limit })
          count = pulled.documents.length
          checkpoint = pulled.checkpoint
        }
      }),
    )
  }

  envelope(command: Command): Envelope {
    this.sequence += 1
    return { id: randomUUID(), sequence: this.sequence, actor: this.actor, issuedAt: Date.now(), command }
  }

  async give(...commands: Command[]): Promise<void> {
    const answer = await this.client.commands.submit.mutate({
      commands: commands.map((command) => this.envelope(command)),
    })
    if (answer.type !== 'settled' || answer.settled.length !== commands.length)
      throw new Error(`not settled: ${JSON.stringify(answer)}`)
  }

  close(): void {
    this.stream?.unsubscribe()
  }
}
