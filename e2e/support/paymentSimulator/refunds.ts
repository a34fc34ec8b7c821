import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Page } from './simulator.ts'

/** A payment that was made here, and how much of it went back. */
export interface Paid {
  readonly amount: number
  back: number
}

const json = (body: object): Page => ({ status: 200, type: 'application/json', text: JSON.stringify(body) })

/** Amounts that end so are refused, so that one can see what a shop does then. */
const isRefused = (amount: number): boolean => amount % 1_000 === 13

/** What was answered to each request, by its name: asked again it is told the same, and pays nothing more. */
type Answered = Map<string, object>

/** Pays back what is there, once by each name. @returns whether it did */
const payOnce = (payment: Paid | undefined, amount: number): boolean => {
  if (payment === undefined || isRefused(amount) || payment.back + amount > payment.amount) return false
  payment.back += amount
  return true
}

const vnpaySchema = z.object({
  ...{ vnp_RequestId: z.string(), vnp_Version: z.string(), vnp_Command: z.literal('refund'), vnp_TmnCode: z.string() },
  ...{ vnp_TransactionType: z.enum(['02', '03']), vnp_TxnRef: z.string(), vnp_Amount: z.int() },
  ...{ vnp_TransactionNo: z.string(), vnp_TransactionDate: z.string(), vnp_CreateBy: z.string() },
  ...{ vnp_CreateDate: z.string(), vnp_IpAddr: z.string(), vnp_OrderInfo: z.string(), vnp_SecureHash: z.string() },
})

const hmac = (algorithm: string, secret: string, text: string): string =>
  createHmac(algorithm, secret).update(text).digest('hex')

/** VNPay's `merchant_webapi/api/transaction`, of refunds. */
export const vnpayRefunds = (hashSecret: string, payments: ReadonlyMap<string, Paid>, newTransaction: () => string) => {
  const answered: Answered = new Map()
  return (body: string): Page => {
    const { vnp_SecureHash: given, ...asked } = vnpaySchema.parse(JSON.parse(body))
    const text = [
      ...[asked.vnp_RequestId, asked.vnp_Version, asked.vnp_Command, asked.vnp_TmnCode, asked.vnp_TransactionType],
      ...[asked.vnp_TxnRef, asked.vnp_Amount, asked.vnp_TransactionNo, asked.vnp_TransactionDate, asked.vnp_CreateBy],
      ...[asked.vnp_CreateDate, asked.vnp_IpAddr, asked.vnp_OrderInfo],
    ].join('|')
    if (hmac('sha512', hashSecret, text) !== given)
      return json({ vnp_ResponseCode: '97', vnp_Message: 'Invalid checksum' })
    const before = answered.get(asked.vnp_RequestId)
    if (before !== undefined) return json(before)
    const goes = payOnce(payments.get(asked.vnp_TransactionNo), asked.vnp_Amount / 100)
    const told = {
      ...{ vnp_ResponseId: `R${asked.vnp_RequestId}`, vnp_Command: 'refund', vnp_ResponseCode: goes ? '00' : '95' },
      ...{ vnp_Message: goes ? 'Request success' : 'Refused', vnp_TmnCode: asked.vnp_TmnCode },
      ...{ vnp_TxnRef: asked.vnp_TxnRef, vnp_Amount: asked.vnp_Amount, vnp_BankCode: 'NCB', vnp_PayDate: '' },
      ...{ vnp_TransactionNo: newTransaction(), vnp_TransactionType: asked.vnp_TransactionType },
      ...{ vnp_TransactionStatus: goes ? '05' : '09', vnp_OrderInfo: asked.vnp_OrderInfo },
    }
    const answer = { ...told, vnp_SecureHash: hmac('sha512', hashSecret, Object.values(told).join('|')) }
    answered.set(asked.vnp_RequestId, answer)
    return json(answer)
  }
}

const momoSchema = z.object({
  ...{ partnerCode: z.string(), orderId: z.string(), requestId: z.string(), amount: z.int(), transId: z.int() },
  ...{ description: z.string(), signature: z.string() },
})

/** MoMo's `v2/gateway/api/refund`. */
export const momoRefunds = (
  { accessKey, secretKey }: { readonly accessKey: string; readonly secretKey: string },
  payments: ReadonlyMap<string, Paid>,
  newTransaction: () => string,
) => {
  const answered: Answered = new Map()
  return (body: string): Page => {
    const { signature, ...asked } = momoSchema.parse(JSON.parse(body))
    const text =
      `accessKey=${accessKey}&amount=${asked.amount}&description=${asked.description}&orderId=${asked.orderId}` +
      `&partnerCode=${asked.partnerCode}&requestId=${asked.requestId}&transId=${asked.transId}`
    if (hmac('sha256', secretKey, text) !== signature) return json({ resultCode: 11, message: 'wrong signature' })
    const before = answered.get(asked.requestId)
    if (before !== undefined) return json(before)
    const goes = payOnce(payments.get(String(asked.transId)), asked.amount)
    const answer = {
      ...{ partnerCode: asked.partnerCode, orderId: asked.orderId, requestId: asked.requestId, amount: asked.amount },
      ...(goes
        ? { resultCode: 0, message: 'Successful.', transId: Number(newTransaction()) }
        : { resultCode: 1081, message: 'Refund rejected.' }),
    }
    answered.set(asked.requestId, answer)
    return json(answer)
  }
}
