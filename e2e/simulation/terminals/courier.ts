import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { ask } from '../../support/rest.ts'
import type { Random } from '../random.ts'
import { ReplacedSecret } from './replacedSecret.ts'
import type { Told } from './told.ts'

const states = {
  picked_up: 'shipped',
  on_its_way: 'ignored',
  brought: 'delivered',
  refused: 'refused',
  gone: 'unreachable',
}
const orderSchema = z.object({ number: z.string(), parcel: z.string().nullish() })

interface Message {
  readonly id: string
  readonly body: string
}

/** Who brings the website's parcels and tells of them, late, twice and out of order, signed by a secret that is replaced meanwhile. */
export class Courier {
  readonly wrong: string[] = []
  /** What was answered for good. */
  private readonly answers = new Map<string, string>()
  private readonly sent: Message[] = []
  private readonly secret: ReplacedSecret
  private readonly website: Told
  private readonly random: Random
  private readonly urls: readonly string[]

  private constructor(urls: readonly string[], website: Told, random: Random, secret: ReplacedSecret) {
    this.urls = urls
    this.website = website
    this.random = random
    this.secret = secret
  }

  static async open(urls: readonly string[], website: Told, random: Random): Promise<Courier> {
    const { body } = await ask(urls[0] ?? '', 'PUT', '/v1/carriers/fast', { name: 'Giao Nhanh', states })
    return new Courier(urls, website, random, new ReplacedSecret(urls, '/v1/carriers/fast', body, random))
  }

  async keep(isOver: () => boolean): Promise<void> {
    const { random, sent } = this
    while (!isOver()) {
      await sleep(random.between(50, 300))
      if (random.chance(0.1)) await this.secret.replace()
      const message = sent.length > 0 && random.chance(0.3) ? random.pick(sent) : await this.look()
      if (message !== null) await this.tell(message).catch(exceptNobody)
    }
  }

  /** Looks at a parcel. */
  private async look(): Promise<Message | null> {
    const { website, random } = this
    if (website.orders.length === 0) return null
    const { status, body } = await website.get(`/v1/orders/${random.pick(website.orders.slice(-20))}`)
    if (status !== 200) return null
    const { number, parcel } = orderSchema.parse(body)
    const state = random.pick(Object.keys(states))
    const message = {
      id: random.uuid(),
      body: JSON.stringify({ parcel: parcel ?? `F${number}`, order: number, state }),
    }
    this.sent.push(message)
    return message
  }

  private async tell({ id, body }: Message): Promise<void> {
    const old = this.random.chance(0.3) ? this.secret.old() : null
    const isBelieved = old?.counts ?? true
    const at = new Date()
    const response = await fetch(`${this.random.pick(this.urls)}/v1/carriers/fast/notify`, {
      ...{ method: 'POST', body },
      headers: {
        ...{ 'content-type': 'application/json', 'webhook-id': id },
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': new Webhook(old?.secret ?? this.secret.newest).sign(id, at, body),
      },
    })
    const answer = await response.text()
    if (response.status >= 500) return
    if ((response.status === 401) === isBelieved)
      this.wrong.push(
        `the carrier's ${body} was answered ${response.status}, ${isBelieved ? '' : 'not '}to be believed`,
      )
    if (response.status !== 200) return
    const before = this.answers.get(id) ?? answer
    if (before !== answer) this.wrong.push(`the carrier's ${body} was answered ${before}\n  and then ${answer}`)
    this.answers.set(id, answer)
  }
}

const exceptNobody = (error: unknown): void => {
  // Nobody answers while a hub starts again.
  if (!(error instanceof TypeError)) throw error
}
