import * as z from 'zod/mini'
import { seatStates } from '../../shared/seating/seatStates.ts'

/** What the hub said no to, or that it could not be asked. */
export class Refused extends Error {
  constructor(
    /** 0: nobody answered. */
    readonly status: number,
    readonly code: string,
    /** How many seats one visitor may hold, where that is the reason. */
    readonly mostSeats: number | null = null,
  ) {
    super(code)
  }
}

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

const sessionSchema = z.object({ id: z.string(), graceSeconds: z.number() })
const bestSchema = z.object({ seats: z.array(z.string()) })
const problemSchema = z.object({ code: z.string(), mostSeats: z.optional(z.number()) })

export interface Wish {
  readonly party: number
  readonly accessible: boolean
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
  /** Where the stream of changes is, which keeps the session too. */
  streamUrl(session: string, after: string): string
  /** Where a session is ended. */
  endUrl(session: string): string
}

const refusalOf = async (response: Response): Promise<Refused> => {
  const problem = problemSchema.safeParse(await response.json().catch(() => null))
  if (!problem.success) return new Refused(response.status, 'unavailable')
  return new Refused(response.status, problem.data.code, problem.data.mostSeats ?? null)
}

const patienceMs = 10_000

const ask = async <Schema extends z.ZodMiniType>(schema: Schema, url: string, init?: RequestInit) => {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs) }).catch(() => {
    throw new Refused(0, 'offline')
  })
  if (!response.ok) throw await refusalOf(response)
  const answer: unknown = await response.json()
  return schema.parse(answer)
}

const post = (body: object, headers: Readonly<Record<string, string>> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
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
    best: async (session, { party, accessible }) =>
      (
        await ask(
          bestSchema,
          `${event}/best?session=${session}`,
          post({ party, ...(accessible ? { accessible } : {}) }),
        )
      ).seats,
    streamUrl: (session, after) => `${event}/stream?session=${session}&after=${after}`,
    endUrl: (session) => `${origin}/v1/sessions/${session}/end`,
  }
}
