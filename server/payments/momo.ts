import { z } from 'zod'
import { amountSchema } from '../../shared/money.ts'
import { payBackByMomo } from './momoRefund.ts'
import { type MomoSettings, signedText } from './momoShop.ts'
import type { PostJson } from './postJson.ts'
import { type Message, type Notice, type Provider, ProviderFault } from './provider.ts'
import { parseJson, readFields } from './readFields.ts'
import { isSigned, sign } from './signature.ts'

const [least, most] = [1_000, 50_000_000]

const createNames = [
  ...['accessKey', 'amount', 'extraData', 'ipnUrl', 'orderId', 'orderInfo'],
  ...['partnerCode', 'redirectUrl', 'requestId', 'requestType'],
]
const resultNames = [
  ...['accessKey', 'amount', 'extraData', 'message', 'orderId', 'orderInfo', 'orderType'],
  ...['partnerCode', 'payType', 'requestId', 'responseTime', 'resultCode', 'transId'],
]

const createdSchema = z.object({ resultCode: z.int(), message: z.string().optional(), payUrl: z.url().optional() })

/** The request's or the order's name was used before: by a hub that died before it could keep the answer. */
const usedBefore = new Set([40, 41])
const mostAttempts = 5

const numberSchema = z
  .string()
  .regex(/^-?\d{1,15}$/, 'is no number')
  .transform(Number)
const extraSchema = z.object({ reference: z.string().min(1).max(200) })

const resultSchema = z.object({
  partnerCode: z.string(),
  amount: numberSchema.pipe(amountSchema),
  extraData: z
    .string()
    .transform((text) => parseJson(Buffer.from(text, 'base64').toString('utf8')))
    .pipe(extraSchema),
  resultCode: numberSchema,
  transId: z.string().min(1).max(100),
})

/** Made, waiting for the payer, being worked on, or authorised and not yet taken: no end. */
const open = new Set([1000, 7000, 7002, 9000])

const outcomeOf = (code: number): Notice['outcome'] => (code === 0 ? 'paid' : open.has(code) ? 'pending' : 'failed')

const looseSchema = z.record(z.string(), z.unknown())

/** As text, as they are signed; what is neither text nor number is none of MoMo's. */
const fieldsOf = ({ method, query, body }: Message): Readonly<Record<string, string>> => {
  if (method === 'GET') return Object.fromEntries(new URLSearchParams(query))
  const parsed = looseSchema.safeParse(parseJson(body.toString('utf8')))
  const given = parsed.success ? Object.entries(parsed.data) : []
  return Object.fromEntries(
    given.flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  )
}

/** MoMo v2, `captureWallet`: the hub asks MoMo for an address to send the payer to; MoMo's message (IPN) is a POST, and the payer comes back with the same fields. */
export const momo = (settings: MomoSettings, postJson: PostJson): Provider => {
  const { url, partnerCode, accessKey, secretKey, returnUrl, notifyUrl } = settings

  const create = async (reference: string, amount: number, attempt: number): Promise<z.infer<typeof createdSchema>> => {
    const name = attempt === 1 ? reference : `${reference}.${attempt}`
    const asked = {
      ...{ partnerCode, requestType: 'captureWallet', amount, orderId: name, requestId: name },
      ...{ orderInfo: `Thanh toan don hang ${reference}`, redirectUrl: returnUrl, ipnUrl: notifyUrl, lang: 'vi' },
      extraData: Buffer.from(JSON.stringify({ reference })).toString('base64'),
    }
    const signature = sign('sha256', secretKey, signedText(createNames, { ...asked, accessKey }))
    const answered = await postJson(url, { ...asked, signature }).catch((cause: unknown) => {
      throw new ProviderFault('MoMo did not answer', { cause })
    })
    const parsed = createdSchema.safeParse(answered)
    if (!parsed.success) throw new ProviderFault('MoMo answered something that is not understood here')
    return parsed.data
  }

  return {
    method: 'momo',
    refuses: ({ amount, currency }) => {
      if (currency !== 'VND') return 'MoMo takes VND alone'
      return amount < least || amount > most ? `MoMo takes ${least} to ${most} VND` : null
    },
    instruct: async ({ reference, amount }) => {
      for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
        const { resultCode, message, payUrl } = await create(reference, amount, attempt)
        if (resultCode === 0 && payUrl !== undefined) return { reference, url: payUrl }
        if (!usedBefore.has(resultCode)) throw new ProviderFault(`MoMo refused (${resultCode}): ${message ?? ''}`)
      }
      throw new ProviderFault('MoMo was asked too often for this order')
    },
    keepsInstructions: true,
    payBack: (toPayBack) => payBackByMomo(settings, postJson, toPayBack),
    read: (message) => {
      const fields = fieldsOf(message)
      const text = signedText(resultNames, { ...fields, accessKey })
      if (!isSigned('sha256', secretKey, text, fields['signature'] ?? '')) return { type: 'wrong_signature' }
      return readFields(resultSchema, fields, (read) => {
        if (read.partnerCode !== partnerCode)
          return { type: 'invalid', path: 'partnerCode', message: 'belongs to another shop' }
        const { amount, transId: transaction, extraData } = read
        return {
          type: 'notice',
          notice: { reference: extraData.reference, amount, transaction, outcome: outcomeOf(read.resultCode) },
        }
      })
    },
    answer: (received) =>
      received === 'taken' || received === 'known' || received === 'wrong_amount' ? { status: 204, body: null } : null,
  }
}
