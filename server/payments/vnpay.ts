import { z } from 'zod'
import { maxAmount } from '../../shared/money.ts'
import type { PostJson } from './postJson.ts'
import type { Answer, Message, Notice, Provider, Received } from './provider.ts'
import { readFields } from './readFields.ts'
import { isSigned, sign } from './signature.ts'
import { payBackByVnpay } from './vnpayRefund.ts'
import { hundredths, stamp, type VnpaySettings } from './vnpayShop.ts'

const [least, most] = [5_000, 999_999_999]

const unsigned = new Set(['vnp_SecureHash', 'vnp_SecureHashType'])

/** What is signed: the fields in the order of their names, encoded as forms are. Also the address without its signature. */
export const signedText = (fields: Iterable<readonly [string, string]>): string => {
  const signed = [...fields].filter(([name]) => name.startsWith('vnp_') && !unsigned.has(name))
  const sorted = signed.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([name, value]) => [name, value])
  return new URLSearchParams(sorted).toString()
}

const fieldsSchema = z.object({
  vnp_TmnCode: z.string(),
  vnp_TxnRef: z.string().min(1).max(200),
  vnp_Amount: z
    .string()
    .regex(/^\d{1,17}$/, 'is no amount')
    .transform((text) => Number(text) / hundredths)
    .refine((amount) => Number.isInteger(amount) && amount <= maxAmount, 'is no amount of đồng'),
  vnp_ResponseCode: z.string(),
  /** Missing in messages of older shops; then the response code speaks alone. */
  vnp_TransactionStatus: z.string().optional(),
  vnp_TransactionNo: z.string().min(1).max(100),
})

const outcomeOf = (response: string, status = response): Notice['outcome'] => {
  if (response === '00' && status === '00') return 'paid'
  // 01: not finished. 07: the money left the payer, and VNPay looks into it. Neither is an end.
  return status === '01' || status === '07' || response === '07' ? 'pending' : 'failed'
}

/** As VNPay's list has them; on 00 and 02 it does not tell again. */
const words: Readonly<Record<Received, readonly [code: string, message: string]>> = {
  taken: ['00', 'Confirm Success'],
  unknown_order: ['01', 'Order not found'],
  known: ['02', 'Order already confirmed'],
  wrong_amount: ['04', 'Invalid amount'],
  wrong_signature: ['97', 'Invalid signature'],
  malformed: ['99', 'Input data invalid'],
  invalid: ['99', 'Input data invalid'],
}

/** 401 beside the code of VNPay, which reads the body: everybody else is told by the status that they were not believed. */
const answer = (received: Received): Answer => {
  const [RspCode, Message] = words[received]
  return { status: received === 'wrong_signature' ? 401 : 200, body: { RspCode, Message } }
}

/** Of a GET the query. Who posts it instead, as a form, means the same. */
const fieldsOf = ({ query, body }: Message): URLSearchParams =>
  new URLSearchParams(query === '' ? body.toString('utf8') : query)

/** VNPay 2.1.0: the payer is sent to a signed address and comes back with a signed one; VNPay's own message (IPN) is a GET that is signed alike. */
export const vnpay = (settings: VnpaySettings, postJson: PostJson): Provider => {
  const { url, tmnCode, hashSecret, returnUrl } = settings
  return {
    method: 'vnpay',
    refuses: ({ amount, currency }) => {
      if (currency !== 'VND') return 'VNPay takes VND alone'
      return amount < least || amount > most ? `VNPay takes ${least} to ${most} VND` : null
    },
    instruct: async ({ reference, amount, placedAt, expiresAt }) => {
      const text = signedText([
        ['vnp_Version', '2.1.0'],
        ['vnp_Command', 'pay'],
        ['vnp_TmnCode', tmnCode],
        ['vnp_Amount', String(amount * hundredths)],
        ['vnp_CreateDate', stamp(placedAt)],
        ['vnp_ExpireDate', stamp(expiresAt)],
        ['vnp_CurrCode', 'VND'],
        // The website orders, not the payer's browser: the hub never sees the payer's own address.
        ['vnp_IpAddr', '127.0.0.1'],
        ['vnp_Locale', 'vn'],
        ['vnp_OrderInfo', `Thanh toan don hang ${reference}`],
        ['vnp_OrderType', 'other'],
        ['vnp_ReturnUrl', returnUrl],
        ['vnp_TxnRef', reference],
      ])
      return { reference, url: `${url}?${text}&vnp_SecureHash=${sign('sha512', hashSecret, text)}` }
    },
    read: (message) => {
      const fields = fieldsOf(message)
      if (!isSigned('sha512', hashSecret, signedText(fields), fields.get('vnp_SecureHash') ?? ''))
        return { type: 'wrong_signature' }
      return readFields(fieldsSchema, Object.fromEntries(fields), (read) => {
        if (read.vnp_TmnCode !== tmnCode)
          return { type: 'invalid', path: 'vnp_TmnCode', message: 'belongs to another shop' }
        const { vnp_TxnRef: reference, vnp_Amount: amount, vnp_TransactionNo: transaction } = read
        const outcome = outcomeOf(read.vnp_ResponseCode, read.vnp_TransactionStatus)
        return { type: 'notice', notice: { reference, amount, transaction, outcome } }
      })
    },
    payBack: (toPayBack) => payBackByVnpay(settings, postJson, toPayBack),
    notifiesByGet: true,
    answer,
  }
}
