import { AlreadyThere } from '../db/alreadyThere.ts'
import type { Queries, Sql, Tx } from '../db/connect.ts'
import { newSecret, type RenewedSecret } from '../webhooks/newSecret.ts'
import {
  type CarrierFields,
  type CarrierSettings,
  type CarrierStates,
  fieldsSchema,
  statesSchema,
} from './carrierMessage.ts'

export interface CarrierInput {
  readonly name: string
  readonly fields: CarrierFields
  readonly states: CarrierStates
}

/** Makes a carrier, or changes what its messages mean; its secret stays. @returns the secret if it is new @throws AlreadyThere if it was to be */
export const putCarrier = async (
  tx: Tx,
  code: string,
  { name, fields, states }: CarrierInput,
  isNew = false,
): Promise<string | null> => {
  const secret = newSecret()
  const [row] = await tx<{ secret: string }[]>`
    insert into carriers (code, name, secret, fields, states)
    values (${code}, ${name}, ${secret}, ${JSON.stringify(fields)}::text::json, ${JSON.stringify(states)}::text::json)
    on conflict (code) do update set name = excluded.name, fields = excluded.fields, states = excluded.states
    where ${!isNew} returning secret`
  if (row === undefined) throw new AlreadyThere(code)
  return row.secret === secret ? secret : null
}

/** Gives a carrier a new secret; for so long it is believed by the old one too. @returns null if there is no such carrier */
export const renewCarrierSecret = async (
  sql: Queries,
  code: string,
  keepSeconds: number,
): Promise<RenewedSecret | null> => {
  const [row] = await sql<RenewedSecret[]>`
    update carriers set secret = ${newSecret()}, old_secret = secret, old_secret_until = now() + make_interval(secs => ${keepSeconds})
    where code = ${code} returning secret, old_secret_until as "oldUntil"`
  return row ?? null
}

export const removeCarrier = async (sql: Sql, code: string): Promise<boolean> => {
  const rows = await sql`delete from carriers where code = ${code} returning 1`
  return rows.length > 0
}

export const readCarrier = async (sql: Sql, code: string): Promise<CarrierSettings | null> => {
  const [row] = await sql<{ secrets: string[]; fields: unknown; states: unknown }[]>`
    select case when old_secret_until > now() then array[secret, old_secret] else array[secret] end as secrets, fields, states
    from carriers where code = ${code}`
  if (row === undefined) return null
  return { secrets: row.secrets, fields: fieldsSchema.parse(row.fields), states: statesSchema.parse(row.states) }
}

export interface CarrierHealth extends CarrierInput {
  readonly code: string
  readonly lastMessageAt: Date | null
  /** Messages that a person has to look at. */
  readonly amiss: number
}

export const listCarriers = async (sql: Sql): Promise<CarrierHealth[]> => {
  const rows = await sql<(Omit<CarrierHealth, 'fields' | 'states'> & { fields: unknown; states: unknown })[]>`
    select code, name, fields, states, (select max(at) from carrier_messages m where m.carrier = c.code) as "lastMessageAt",
      (select count(*)::int from carrier_messages m where m.carrier = c.code and (answer is null or answer ->> 'amiss' = 'true')) as amiss
    from carriers c order by code`
  return rows.map((row) => ({ ...row, fields: fieldsSchema.parse(row.fields), states: statesSchema.parse(row.states) }))
}

export interface KeptCarrierMessage {
  readonly id: string
  readonly at: Date
  readonly parcel: string | null
  readonly state: string | null
  readonly answer: unknown
}

/** What a carrier told, newest first. */
export const listCarrierMessages = (
  sql: Sql,
  code: string,
  before: readonly [at: string, id: string] | undefined,
  limit: number,
): Promise<KeptCarrierMessage[]> =>
  sql<KeptCarrierMessage[]>`
    select id, at, parcel, state, answer from carrier_messages
    where carrier = ${code} and ${before === undefined ? sql`true` : sql`(at, id) < (${before[0]}::timestamptz, ${before[1]})`}
    order by at desc, id desc limit ${limit + 1}`
