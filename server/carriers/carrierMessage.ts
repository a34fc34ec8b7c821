import { Webhook } from 'standardwebhooks'
import { z } from 'zod'

/** What a state of a carrier means here. `ignored` means nothing: a parcel that rests in a depot. */
export const carrierSteps = ['shipped', 'delivered', 'refused', 'unreachable', 'failed', 'ignored'] as const
export type CarrierStep = (typeof carrierSteps)[number]

const path = z.string().min(1).max(100)

/** Where in a message things stand, as names of fields parted by dots. */
export const fieldsSchema = z.strictObject({
  parcel: path.default('parcel'),
  state: path.default('state'),
  order: path.default('order').meta({ description: 'the number of our order, for carriers that tell it' }),
})
export type CarrierFields = z.infer<typeof fieldsSchema>

export const statesSchema = z.record(z.string().min(1).max(100), z.enum(carrierSteps))
export type CarrierStates = z.infer<typeof statesSchema>

export interface CarrierSettings {
  /** It is believed by each: the secret, and for a while the one before it. */
  readonly secrets: readonly string[]
  readonly fields: CarrierFields
  readonly states: CarrierStates
}

export interface SignedMessage {
  readonly body: Buffer
  readonly header: (name: string) => string | undefined
}

export type ReadMessage =
  | { readonly type: 'wrong_signature' }
  | { readonly type: 'invalid'; readonly path: string; readonly message: string }
  | {
      readonly type: 'told'
      readonly id: string
      readonly parcel: string | null
      readonly order: string | null
      readonly state: string
      /** Null: nobody has said what this state means. */
      readonly step: CarrierStep | null
    }

/** Reads what a carrier sent, if it is signed after Standard Webhooks. */
export const readMessage = (
  { body, header }: SignedMessage,
  { secrets, fields, states }: CarrierSettings,
): ReadMessage => {
  const id = header('webhook-id') ?? ''
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': header('webhook-timestamp') ?? '',
    'webhook-signature': header('webhook-signature') ?? '',
  }
  const text = body.toString('utf8')
  if (!secrets.some((secret) => isSignedBy(secret, text, headers))) return { type: 'wrong_signature' }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { type: 'invalid', path: '', message: 'is not JSON' }
  }
  const [parcel, order, state] = [textAt(json, fields.parcel), textAt(json, fields.order), textAt(json, fields.state)]
  if (state === null) return { type: 'invalid', path: fields.state, message: 'is missing' }
  if (parcel === null && order === null) return { type: 'invalid', path: fields.parcel, message: 'is missing' }
  const step = Object.hasOwn(states, state) ? states[state] : undefined
  return { type: 'told', id: id.slice(0, 200), parcel, order, state, step: step ?? null }
}

const isSignedBy = (secret: string, text: string, headers: Readonly<Record<string, string>>): boolean => {
  try {
    new Webhook(secret).verify(text, headers)
    return true
  } catch (error) {
    // What is no JSON is read only once its signature was right.
    return error instanceof SyntaxError
  }
}

const nested = z.record(z.string(), z.unknown())

const textAt = (json: unknown, names: string): string | null => {
  const found = names.split('.').reduce<unknown>((value, name) => nested.safeParse(value).data?.[name], json)
  const text = typeof found === 'number' ? String(found) : found
  return typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, 200) : null
}
