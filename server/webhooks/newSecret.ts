import { randomBytes } from 'node:crypto'

/** A secret of Standard Webhooks. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

/** A new secret, and until when the one before it counts too. */
export interface RenewedSecret {
  readonly secret: string
  readonly oldUntil: Date
}
