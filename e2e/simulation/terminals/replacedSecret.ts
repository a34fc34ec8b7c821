import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { ask } from '../../support/rest.ts'
import type { Random } from '../random.ts'

const secretSchema = z.object({ secret: z.string() })

/** How messages are signed. */
export interface Signed {
  readonly 'webhook-id': string
  readonly 'webhook-timestamp': string
  readonly 'webhook-signature': string
}

const isSignedBy = (secret: string, body: string, headers: Signed): boolean => {
  try {
    new Webhook(secret).verify(body, { ...headers })
    return true
  } catch {
    return false
  }
}

/** Clocks of one machine, in whole seconds. */
const slackMs = 2_000

/** A secret that two sides share, and that is replaced in the middle of the day, whatever befalls the hub meanwhile. */
export class ReplacedSecret {
  isBeingReplaced = false
  private readonly known: { readonly secret: string; readonly since: number }[]
  /** Until when the one before the newest counts. */
  private oldUntil = 0
  private readonly path: string
  private readonly urls: readonly string[]
  private readonly random: Random

  /** @param path of the hub, under which it is replaced */
  constructor(urls: readonly string[], path: string, first: unknown, random: Random) {
    this.urls = urls
    this.path = path
    this.random = random
    this.known = [{ ...secretSchema.parse(first), since: 0 }]
  }

  get newest(): string {
    return this.known.at(-1)?.secret ?? ''
  }

  /** The one before the newest, and whether it counts still; null if there was none, or while that is about to change. */
  old(): { readonly secret: string; readonly counts: boolean } | null {
    const before = this.known.at(-2)
    const isSure = Math.abs(this.oldUntil - Date.now()) > slackMs
    return before === undefined || !isSure ? null : { secret: before.secret, counts: this.oldUntil > Date.now() }
  }

  /** Asks until there is an answer: whoever is told twice is told the same secret. */
  async replace(): Promise<void> {
    const { random } = this
    const keepOldForSeconds = random.pick([0, 60])
    const idempotencyKey = random.uuid()
    this.isBeingReplaced = true
    for (let isDone = false; !isDone; await sleep(50)) {
      const path = `${this.path}/secret`
      const answer = await ask(random.pick(this.urls), 'POST', path, { keepOldForSeconds }, { idempotencyKey }).catch(
        exceptNobody,
      )
      isDone = answer?.status === 200
      if (!isDone || answer === null) continue
      this.known.push({ ...secretSchema.parse(answer.body), since: Date.now() })
      // The old one was over before the answer came, or will be a minute after it at the latest.
      this.oldUntil = keepOldForSeconds === 0 ? 0 : Date.now() + keepOldForSeconds * 1000
    }
    this.isBeingReplaced = false
  }

  /** What is wrong with how a message is signed; null if nothing is, `unknown` while it may be signed by what is only being told. */
  wrongAbout(body: string, headers: Signed): string | null {
    const by = this.known.findLastIndex(({ secret }) => isSignedBy(secret, body, headers))
    const { 'webhook-id': id, 'webhook-timestamp': at } = headers
    if (by < 0) return this.isBeingReplaced ? 'unknown' : `${id} is signed by no secret that was told`
    const newest = this.known.at(-1)
    const isOld = by < this.known.length - 1 && Number(at) * 1000 > (newest?.since ?? 0) + slackMs
    return isOld ? `${id} of ${at} is not signed by what counts since ${newest?.since}` : null
  }
}

const exceptNobody = (error: unknown): null => {
  // Nobody answers while a hub starts again.
  if (!(error instanceof TypeError)) throw error
  return null
}
