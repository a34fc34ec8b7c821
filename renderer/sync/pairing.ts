import { z } from 'zod'
import { bankAccountSchema } from '../../shared/vietQr.ts'
import type { Platform } from '../app/platform.ts'
import type { PairAnswer } from '../app/terminal.ts'
import { type Hub, kindOf } from './hub.ts'
import { noShop } from './shop.ts'

const secretName = 'terminal'

const pairingSchema = z.object({
  token: z.string(),
  epoch: z.string(),
  currency: z.string(),
  /** As in `Hello`. */
  bankAccount: bankAccountSchema.nullable().optional(),
  terminal: z.object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    location: z.string(),
    channel: z.string(),
  }),
})

/** What this terminal is, and by what the hub knows it. */
export type Pairing = z.infer<typeof pairingSchema>

/** Null if this terminal has not been paired, or was by a version whose record we cannot read: then it is paired again. */
export const readPairing = async (platform: Platform): Promise<Pairing | null> => {
  const text = await platform.readSecret(secretName)
  if (text === null) return null
  return pairingSchema.safeParse(JSON.parse(text)).data ?? null
}

export const writePairing = (platform: Platform, pairing: Pairing | null): Promise<void> =>
  platform.writeSecret(secretName, pairing === null ? null : JSON.stringify(pairing))

/** Asks the hub to take this terminal on. @throws whatever keeps it from that; see `pairFailure` */
export const askToPair = async (hub: Hub, code: string, name: string): Promise<Pairing> => {
  const { token, terminal, epoch } = await hub.pair(code, name)
  return { token, terminal, epoch, currency: noShop.currency }
}

/** Why a terminal was not paired. @throws the error itself if it is a bug */
export const pairFailure = (error: unknown): Extract<PairAnswer, { ok: false }>['why'] => {
  switch (kindOf(error)) {
    case 'unauthorized':
      return 'wrong_code'
    case 'unreachable':
      return 'offline'
    case 'too_many':
      return 'too_many_tries'
    case 'refused':
    case 'resync':
      return 'fault'
  }
}
