import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { ask } from '../../support/rest.ts'
import type { Possessions } from '../possessions.ts'
import type { Random } from '../random.ts'
import { allSessionsOverMs, type Closed, Visitor } from './visitor.ts'
import { visitorLine } from './visitorLine.ts'

const sessionSchema = z.object({ id: z.string() })
const eventsSchema = z.object({ data: z.array(z.object({ code: z.string() })) })
const seatsSchema = z.object({ data: z.array(z.object({ seat: z.string() })) })
const holdSchema = z.object({ state: z.string(), endedAt: z.string().optional(), reason: z.string().optional() })

/** Pages of customers, who come and go. */
export interface Visitors {
  keep(isOver: () => boolean): Promise<void>
  /** What pages were told and was not so. @param isPunctual true if no hub died that had to see them leave */
  differences(url: string, isPunctual: boolean): Promise<string[]>
}

/** Events with their first seats, which everybody is after: terminals and a website too. */
export const fewSeats = async (url: string): Promise<{ event: string; seats: string[] }[]> => {
  const { data } = eventsSchema.parse((await ask(url, 'GET', '/v1/events')).body)
  return Promise.all(
    data.map(async ({ code: event }) => {
      const { body } = await ask(url, 'GET', `/v1/events/${event}/seats`)
      return {
        event,
        seats: seatsSchema
          .parse(body)
          .data.map(({ seat }) => seat)
          .slice(0, 12),
      }
    }),
  )
}

/** What a page that was closed left behind otherwise than it should be. */
const differencesOf = async (
  url: string,
  { session, holds, overAt, notBefore }: Closed,
  isPunctual: boolean,
): Promise<string[]> => {
  const found: string[] = []
  for (const id of holds) {
    const { state, reason, endedAt } = holdSchema.parse((await ask(url, 'GET', `/v1/holds/${id}`)).body)
    const at = Date.parse(endedAt ?? '')
    const isInTime = at >= notBefore && (!isPunctual || at <= overAt)
    if (state !== 'released' || reason !== 'session_lost' || !isInTime)
      found.push(`${session} left: hold ${id} is ${state}, ${reason}, since ${at}, not from ${notBefore} to ${overAt}`)
  }
  return found
}

export const openVisitors = async (
  urls: readonly string[],
  random: Random,
  possessions: Possessions,
): Promise<Visitors> => {
  const line = visitorLine(urls, random)
  const events = (await fewSeats(urls[0] ?? '')).slice(0, 2)
  const closed: Closed[] = []
  const wrong: string[] = []
  const come = async (isOver: () => boolean): Promise<void> => {
    const { event, seats } = random.pick(events)
    const { body } = await line.ask('POST', '/public/sessions', {})
    const visitor = new Visitor(line, { session: sessionSchema.parse(body).id, event }, random, possessions)
    const left = await visitor.visit(seats, isOver)
    if (left !== null) closed.push(left)
    wrong.push(...visitor.wrong)
  }
  return {
    keep: async (isOver) => {
      const page = async (): Promise<void> => {
        while (!isOver()) {
          await come(isOver)
          await sleep(random.between(20, 300))
        }
      }
      await Promise.all(Array.from({ length: 5 }, page))
    },
    differences: async (url, isPunctual) => {
      const last = Math.max(0, ...closed.map(({ notBefore }) => notBefore))
      await sleep(Math.max(0, last + allSessionsOverMs - Date.now()))
      const found: string[] = []
      for (const left of closed) found.push(...(await differencesOf(url, left, isPunctual)))
      return [...wrong, ...found]
    },
  }
}
