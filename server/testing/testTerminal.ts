import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Command, Envelope } from '../../shared/protocol/commands.ts'
import type { Role } from '../../shared/protocol/roles.ts'
import type { Answered, TestHub } from './testHub.ts'

/** What a procedure answered: its data, or the code and message of its error. */
export interface Called {
  readonly status: number
  readonly data: unknown
  readonly code: string | null
  readonly message: string | null
}

const errorSchema = z.object({ error: z.object({ message: z.string(), data: z.object({ code: z.string() }) }) })
const dataSchema = z.object({ result: z.object({ data: z.unknown().optional() }) })

/** A stream that is refused says so in its first event. */
const streamErrorSchema = z.object({
  message: z.string(),
  data: z.object({ code: z.string(), httpStatus: z.number() }),
})

const refusedStream = (text: string): Called => {
  const told = /event: serialized-error\ndata: (.*)/.exec(text)?.[1]
  const { message, data } = streamErrorSchema.parse(JSON.parse(told ?? 'null'))
  return { status: data.httpStatus, data: null, code: data.code, message }
}

const calledOf = ({ status, body, text, headers }: Answered): Called => {
  if (headers['content-type'] === 'text/event-stream') return refusedStream(text)
  const failed = errorSchema.safeParse(body)
  if (failed.success)
    return { status, data: null, code: failed.data.error.data.code, message: failed.data.error.message }
  return { status, data: dataSchema.parse(body).result.data, code: null, message: null }
}

export interface Tokens {
  readonly token?: string | null | undefined
  readonly staff?: string | null | undefined
}

/** Asks a procedure over HTTP, as a terminal does. */
export const call = async (
  hub: TestHub,
  type: 'query' | 'mutation' | 'subscription',
  path: string,
  input: unknown,
  { token = null, staff = null }: Tokens = {},
): Promise<Called> => {
  const asking = { key: token, headers: staff === null ? {} : { 'x-holdfast-staff': staff } }
  if (type === 'mutation') return calledOf(await hub.ask('POST', `/trpc/${path}`, { ...asking, body: input ?? {} }))
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
  return calledOf(await hub.ask('GET', `/trpc/${path}${query}`, asking))
}

export interface TestTerminal {
  readonly id: string
  readonly token: string
  /** Signs a new person of this role in. @returns the token */
  signIn(role: Role): Promise<string>
  envelope(command: Command, options?: Partial<Envelope>): Envelope
}

/** Pairs a terminal at `q1` through the channel `counter`. */
export const testTerminal = async (hub: TestHub): Promise<TestTerminal> => {
  await hub.ask('PUT', '/v1/locations/q1', { body: { name: 'Quận 1', timeZone: 'Asia/Ho_Chi_Minh' } })
  await hub.ask('PUT', '/v1/channels/counter', { body: { name: 'Quầy', kind: 'pos' } })
  const made = await hub.ask('POST', '/v1/pairing-codes', { body: { location: 'q1', channel: 'counter' } })
  const { code } = z.object({ code: z.string() }).parse(made.body)
  const paired = await call(hub, 'mutation', 'pairing.pair', { code, name: 'Quầy 1' })
  const { token, terminal } = z.object({ token: z.string(), terminal: z.object({ id: z.string() }) }).parse(paired.data)
  let sequence = 0
  return {
    id: terminal.id,
    token,
    signIn: async (role) => {
      const id = `${role}-${randomUUID().slice(0, 8)}`
      await hub.ask('PUT', `/v1/staff/${id}`, { body: { name: role, role, pin: '1234' } })
      const signed = await call(hub, 'mutation', 'staff.signIn', { staff: id, pin: '1234' }, { token })
      return z.object({ token: z.string() }).parse(signed.data).token
    },
    envelope: (command, options = {}) => {
      sequence += 1
      return { id: randomUUID(), sequence, actor: 'lan', issuedAt: 0, command, ...options }
    },
  }
}
