import { z } from 'zod'
import { codeSchema } from '../../shared/codes.ts'
import { ttlSecondsSchema } from '../../shared/protocol/commands.ts'
import { AlreadyThere } from '../db/alreadyThere.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { type Changed, changed, replicaChange } from '../feed/announce.ts'
import { nameSchema } from './locations.ts'

/** Long enough to find one's phone and bank; the table has the same. */
const defaultExtension = 600

export const channelKinds = ['pos', 'web', 'marketplace', 'phone'] as const

export const channelInputSchema = z.strictObject({
  name: nameSchema,
  kind: z.enum(channelKinds),
  holdTtlSeconds: ttlSecondsSchema.optional(),
  requestsPerMinute: z.int().min(1).max(100_000_000).optional(),
  paymentExtendsSeconds: z
    .int()
    .min(0)
    .max(86_400)
    .optional()
    .meta({ description: 'how long a payer who has begun to pay may take, once; default: 600, 0: no longer' }),
})
export type ChannelInput = z.infer<typeof channelInputSchema>

export const channelSchema = z.object({
  code: codeSchema,
  name: z.string(),
  kind: z.enum(channelKinds),
  /** null: 900. */
  holdTtlSeconds: z.number().nullable(),
  /** Of each of its keys; null: 600,000. */
  requestsPerMinute: z.number().nullable(),
  paymentExtendsSeconds: z.number(),
})
export type Channel = z.infer<typeof channelSchema>

export const putChannel = async (tx: Tx, code: string, input: ChannelInput): Promise<Changed<Channel>> => {
  const {
    name,
    kind,
    holdTtlSeconds = null,
    requestsPerMinute = null,
    paymentExtendsSeconds = defaultExtension,
  } = input
  await tx`
    insert into channels (code, name, kind, hold_ttl_seconds, requests_per_minute, payment_extends_seconds)
    values (${code}, ${name}, ${kind}, ${holdTtlSeconds}, ${requestsPerMinute}, ${paymentExtendsSeconds})
    on conflict (code) do update set name = excluded.name, kind = excluded.kind,
      hold_ttl_seconds = excluded.hold_ttl_seconds, requests_per_minute = excluded.requests_per_minute,
      payment_extends_seconds = excluded.payment_extends_seconds`
  return changed(
    { code, name, kind, holdTtlSeconds, requestsPerMinute, paymentExtendsSeconds },
    replicaChange('replica.place', `channel:${code}`),
  )
}

/** What people say of a channel at a terminal. What its programs need, how often they may ask and how long a payer may take, is said through REST. */
export const spokenChannelSchema = channelInputSchema
  .pick({ name: true, kind: true })
  .extend({ holdTtlSeconds: ttlSecondsSchema.nullable() })
export type SpokenChannel = z.infer<typeof spokenChannelSchema>

/** Makes a channel, or changes of one what people say of it and nothing else. @throws AlreadyThere if it is to be new and is not */
export const sayChannel = async (
  tx: Tx,
  code: string,
  { name, kind, holdTtlSeconds }: SpokenChannel,
  isNew: boolean,
): Promise<Changed<void>> => {
  const written = await tx`
    insert into channels (code, name, kind, hold_ttl_seconds) values (${code}, ${name}, ${kind}, ${holdTtlSeconds})
    on conflict (code) do update set name = excluded.name, kind = excluded.kind, hold_ttl_seconds = excluded.hold_ttl_seconds
      where not ${isNew}
    returning code`
  if (written.length === 0) throw new AlreadyThere(code)
  return changed(undefined, replicaChange('replica.place', `channel:${code}`))
}

export const listChannels = (sql: Sql): Promise<Channel[]> =>
  sql<Channel[]>`
    select code, name, kind, hold_ttl_seconds as "holdTtlSeconds", requests_per_minute as "requestsPerMinute",
      payment_extends_seconds as "paymentExtendsSeconds"
    from channels order by code`

/** How long a payer of this channel who has begun to pay may take. */
export const readPaymentExtension = async (sql: Sql, code: string): Promise<number> => {
  const [row] = await sql<
    { seconds: number }[]
  >`select payment_extends_seconds as seconds from channels where code = ${code}`
  return row?.seconds ?? defaultExtension
}
