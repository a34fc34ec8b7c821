import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { amountSchema, moneySchema } from '../../shared/money.ts'
import type { Message, Provider, Reading } from './provider.ts'

const bodySchema = z.object({
  reference: z.string().min(1).max(200),
  outcome: z.enum(['paid', 'failed']),
  /** As a number of minor units, or as money. */
  amount: z.union([amountSchema, moneySchema.transform(({ amount }) => amount)]),
  /** Missing: one payment of this amount is meant, however often it is told. */
  transaction: z.string().min(1).max(200).optional(),
})

const isSigned = ({ body, header }: Message, secret: string): boolean => {
  const given = Buffer.from(header('x-test-signature') ?? '', 'hex')
  const wanted = createHmac('sha256', secret).update(body).digest()
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}

/** A provider that takes no money: for trying an integration. Its message bears the HMAC-SHA256 of the raw body, in hex. */
export const testProvider = (secret: string): Provider => ({
  method: 'test',
  instruct: async ({ reference }) => ({ reference }),
  read: (message): Reading => {
    if (!isSigned(message, secret)) return { type: 'wrong_signature' }
    const parsed = bodySchema.safeParse(parse(message.body))
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      return { type: 'invalid', path: issue?.path.join('.') ?? '', message: issue?.message ?? 'does not fit' }
    }
    const { reference, outcome, amount, transaction = `${reference} ${amount}` } = parsed.data
    return { type: 'notice', notice: { reference, outcome, amount, transaction } }
  },
})
