import { z } from 'zod'
import { amountSchema, moneySchema } from '../../shared/money.ts'
import type { Provider } from './provider.ts'
import { parseJson, readFields } from './readFields.ts'
import { isSigned } from './signature.ts'

const bodySchema = z.object({
  reference: z.string().min(1).max(200),
  outcome: z.enum(['paid', 'failed']),
  /** As a number of minor units, or as money. */
  amount: z.union([amountSchema, moneySchema.transform(({ amount }) => amount)]),
  /** Missing: one payment of this amount is meant, however often it is told. */
  transaction: z.string().min(1).max(200).optional(),
})

/** A provider that takes no money: for trying an integration. Its message bears the HMAC-SHA256 of the raw body, in hex. */
export const testProvider = (secret: string): Provider => ({
  method: 'test',
  instruct: async ({ reference }) => ({ reference }),
  payBack: async ({ request }) => ({ type: 'done', reference: `test ${request}` }),
  read: ({ body, header }) => {
    if (!isSigned('sha256', secret, body, header('x-test-signature') ?? '')) return { type: 'wrong_signature' }
    const json = parseJson(body.toString('utf8'))
    if (json === undefined) return { type: 'malformed' }
    return readFields(bodySchema, json, ({ reference, outcome, amount, transaction = `${reference} ${amount}` }) => ({
      type: 'notice',
      notice: { reference, outcome, amount, transaction },
    }))
  },
})
