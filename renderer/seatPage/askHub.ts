import * as z from 'zod/mini'
import { ask, post } from '../publicPage/ask.ts'
import { seatStates } from '../../shared/seating/seatStates.ts'

const money = z.object({ amount: z.number(), currency: z.string() })
const eventSchema = z.object({
  name: z.string(),
  place: z.string(),
  timeZone: z.string(),
  startsAt: z.string(),
  mostSeats: z.number(),
  categories: z.array(z.object({ name: z.string(), color: z.nullable(z.string()), price: z.nullable(money) })),
  areas: z.array(z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number(), text: z.string() })),
})
export type ShownEvent = z.infer<typeof eventSchema>

const state = z.enum(seatStates)
const seatsSchema = z.object({
  position: z.string(),
  data: z.array(
    z.object({
      ...{ seat: z.string(), row: z.string(), number: z.string(), category: z.string() },
      ...{ x: z.number(), y: z.number(), state, accessible: z.optional(z.boolean()) },
      ...{ companionOf: z.optional(z.string()), part: z.optional(z.string()) },
    }),
  ),
})
export type Seats = z.infer<typeof seatsSchema>

const holdsSchema = z.object({
  data: z.array(z.object({ id: z.string(), seats: z.array(z.string()), leftMs: z.number(), wholeMs: z.number() })),
})
export type OwnHold = z.infer<typeof holdsSchema>['data'][number]

export const changesSchema = z.object({
  position: z.string(),
  data: z.array(z.object({ seat: z.string(), state })),
})
export type Changes = z.infer<typeof changesSchema>

/** For which wishes free seats are kept, as the stream tells it. */
export const keptSchema = z.object({
  wishes: z.array(z.object({ category: z.optional(z.string()), accessible: z.optional(z.boolean()) })),
})
export type Kept = z.infer<typeof keptSchema>['wishes']

/** How this visitor queues, as the stream tells it too. */
export const queuedSchema = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'offered', 'served', 'missed', 'left']),
  party: z.number(),
  category: z.optional(z.string()),
  ahead: z.optional(z.number()),
})
export type Queued = z.infer<typeof queuedSchema>
const lineSchema = z.object({ data: z.nullable(queuedSchema), waiting: z.number() })
export type LineNow = z.infer<typeof lineSchema>

const sessionSchema = z.object({ id: z.string(), graceSeconds: z.number() })
const orderedSchema = z.object({ checkout: z.string() })
const bestSchema = z.object({ seats: z.array(z.string()) })

export interface Wish {
  readonly party: number
  readonly accessible: boolean
  /** Null: any. */
  readonly category: string | null
}

/** Whose the seats are to be; what was left out is left out. */
export interface Customer {
  readonly name?: string
  readonly phone?: string
}

/** What the page asks its hub. Every answer is checked; every function may throw `Refused`. */
export interface HubClient {
  event(): Promise<ShownEvent>
  begin(): Promise<{ id: string; graceSeconds: number }>
  seats(session: string): Promise<Seats>
  holds(session: string): Promise<OwnHold[]>
  hold(session: string, seats: readonly string[], key: string): Promise<OwnHold[]>
  release(session: string, seats: readonly string[]): Promise<OwnHold[]>
  best(session: string, wish: Wish): Promise<string[]>
  /** Orders what the session holds. @returns the address of the page on which it is paid */
  order(session: string, customer: Customer, key: string): Promise<string>
  /** How the session queues, and how many others do. */
  line(session: string): Promise<LineNow>
  join(session: string, wish: Wish, key: string): Promise<Queued>
  leaveLine(session: string): Promise<void>
  /** Where the stream of changes is, which keeps the session too. @param queued under which id the session queues */
  streamUrl(session: string, after: string, queued: string | null): string
  /** Where a session is ended. */
  endUrl(session: string): string
}

const wishOf = ({ party, accessible, category }: Wish): object => ({
  ...{ party, ...(accessible ? { accessible } : {}) },
  ...(category === null ? {} : { category }),
})

/** @param origin of the hub. @param code of the event */
export const askHub = (origin: string, code: string): HubClient => {
  const event = `${origin}/public/events/${encodeURIComponent(code)}`
  return {
    event: () => ask(eventSchema, event),
    begin: () => ask(sessionSchema, `${origin}/public/sessions`, post({})),
    seats: (session) => ask(seatsSchema, `${event}/seats?session=${session}`),
    holds: async (session) => (await ask(holdsSchema, `${event}/holds?session=${session}`)).data,
    hold: async (session, seats, key) =>
      (await ask(holdsSchema, `${event}/holds?session=${session}`, post({ seats }, { 'idempotency-key': key }))).data,
    release: async (session, seats) =>
      (await ask(holdsSchema, `${event}/release?session=${session}`, post({ seats }))).data,
    best: async (session, wish) =>
      (await ask(bestSchema, `${event}/best?session=${session}`, post(wishOf(wish)))).seats,
    order: async (session, customer, key) => {
      const asked = post({ customer }, { 'idempotency-key': key })
      const { checkout } = await ask(orderedSchema, `${event}/order?session=${session}`, asked)
      return `${origin}/checkout/${checkout}`
    },
    line: (session) => ask(lineSchema, `${event}/queue?session=${session}`),
    join: (session, wish, key) =>
      ask(queuedSchema, `${event}/queue?session=${session}`, post(wishOf(wish), { 'idempotency-key': key })),
    leaveLine: async (session) => {
      await ask(lineSchema, `${event}/queue/leave?session=${session}`, post({}))
    },
    streamUrl: (session, after, queued) =>
      `${event}/stream?session=${session}&after=${after}${queued === null ? '' : `&queued=${queued}`}`,
    endUrl: (session) => `${origin}/v1/sessions/${session}/end`,
  }
}
