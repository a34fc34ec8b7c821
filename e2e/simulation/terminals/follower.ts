import { once } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { freePort } from '../../../server/testing/freePort.ts'
import type { Sql } from '../../../server/db/connect.ts'
import { ask } from '../../support/rest.ts'
import type { Random } from '../random.ts'
import { ReplacedSecret } from './replacedSecret.ts'

const toldSchema = z.object({ position: z.int(), subject: z.string() })
const signedSchema = z.object({
  'webhook-id': z.string(),
  'webhook-timestamp': z.string(),
  'webhook-signature': z.string(),
})
const pageSchema = z.object({ data: z.array(toldSchema), next: z.int() })

/** Somebody outside who follows all that changes: as it is sent to them, and by asking. */
export interface Follower {
  /** Asks on and on, until told to stop. */
  follow(isOver: () => boolean): Promise<void>
  /** What was told twice, out of order, or not at all. */
  differences(books: Sql): Promise<string[]>
  close(): Promise<void>
}

const name = 'ledger'

/** Puts up who is told by webhook. */
export const openFollower = async (urls: readonly string[], random: Random): Promise<Follower> => {
  const sent = new Map<string, number[]>()
  const asked: number[] = []
  const wrong: string[] = []
  let secret: ReplacedSecret | null = null
  /** @returns false for what cannot be known to be the hub's: it is sent again */
  const take = async (request: IncomingMessage): Promise<boolean> => {
    const body = await text(request)
    const isWrong = secret?.wrongAbout(body, signedSchema.parse(request.headers)) ?? null
    if (isWrong === 'unknown') return false
    if (isWrong !== null) wrong.push(isWrong)
    const { position, subject } = toldSchema.parse(JSON.parse(body))
    sent.set(subject, [...(sent.get(subject) ?? []), position])
    return true
  }
  const server = http.createServer((request, response) => {
    take(request).then(
      (isTaken) => response.writeHead(isTaken ? 204 : 401).end(),
      // The hub was killed in the middle of it.
      () => response.destroy(),
    )
  })
  const port = await freePort()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const wanted = { url: `http://127.0.0.1:${port}/`, types: ['*'] }
  const opened = await ask(urls[0] ?? '', 'PUT', `/v1/webhooks/${name}`, wanted)
  secret = new ReplacedSecret(urls, `/v1/webhooks/${name}`, opened.body, random)

  let next = 0
  const askOn = async (): Promise<number> => {
    const { body } = await ask(random.pick(urls), 'GET', `/v1/changes?after=${next}&limit=${random.between(1, 200)}`)
    const page = pageSchema.parse(body)
    asked.push(...page.data.map(({ position }) => position))
    next = page.next
    return page.data.length
  }
  return {
    follow: async (isOver) => {
      while (!isOver()) {
        // Nobody answers while a hub starts again, and one without a database has nothing to say.
        await askOn().catch(() => undefined)
        if (random.chance(0.02)) await secret.replace()
        await sleep(random.between(20, 200))
      }
    },
    differences: async (books) => {
      while ((await askOn()) > 0);
      const positions = await allPositions(urls[0] ?? '')
      const [made] = await books<{ until: number }[]>`select position as until from webhooks where name = ${name}`
      const waiting = await books<{ position: number }[]>`
        select position from webhook_deliveries where webhook = ${name} and state <> 'delivered'`
      const arrived = new Set([...sent.values()].flat())
      const first = Math.min(...arrived)
      const expected = positions.filter((position) => position > first && position <= (made?.until ?? 0))
      const onTheirWay = new Set(waiting.map(({ position }) => position))
      return [
        ...wrong,
        ...asked.flatMap((position, place) =>
          position === positions[place] ? [] : [`asked: ${place} is ${position}`],
        ),
        ...expected.flatMap((one) => (arrived.has(one) || onTheirWay.has(one) ? [] : [`${one} was not sent`])),
        ...[...sent].flatMap(([subject, told]) => outOfOrder(subject, told)),
      ].slice(0, 20)
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** All changes that the hub tells of now. */
const allPositions = async (url: string): Promise<number[]> => {
  const all: number[] = []
  for (let after = 0; ; ) {
    const { data, next } = pageSchema.parse((await ask(url, 'GET', `/v1/changes?after=${after}&limit=1000`)).body)
    if (data.length === 0) return all
    all.push(...data.map(({ position }) => position))
    after = next
  }
}

/** A change may be sent again, but none for the first time before an earlier one. */
const outOfOrder = (subject: string, told: readonly number[]): string[] => {
  const firsts = [...new Set(told)]
  return firsts.every((position, place) => place === 0 || position > (firsts[place - 1] ?? 0))
    ? []
    : [`${subject} was sent as ${firsts.join()}`]
}
