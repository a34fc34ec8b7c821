import { z } from 'zod'
import type { PostJson } from './postJson.ts'
import { type PaidBack, ProviderFault, type ToPayBack } from './provider.ts'
import { isSigned, sign } from './signature.ts'
import { hundredths, stamp, type VnpaySettings } from './vnpayShop.ts'

const text = z.coerce.string()
const answeredSchema = z.object({
  vnp_ResponseCode: text,
  vnp_Message: z.string().default(''),
  ...{ vnp_ResponseId: text.optional(), vnp_Command: text.optional(), vnp_TmnCode: text.optional() },
  ...{ vnp_TxnRef: text.optional(), vnp_Amount: text.optional(), vnp_BankCode: text.optional() },
  ...{ vnp_PayDate: text.optional(), vnp_TransactionNo: text.optional(), vnp_TransactionType: text.optional() },
  ...{ vnp_TransactionStatus: text.optional(), vnp_OrderInfo: text.optional(), vnp_SecureHash: z.string().optional() },
})
type Answered = z.infer<typeof answeredSchema>

/** What VNPay signs of its answer, in this order and with bars between. */
const signedOf = (answered: Answered): string =>
  [
    ...[answered.vnp_ResponseId, answered.vnp_Command, answered.vnp_ResponseCode, answered.vnp_Message],
    ...[answered.vnp_TmnCode, answered.vnp_TxnRef, answered.vnp_Amount, answered.vnp_BankCode, answered.vnp_PayDate],
    ...[answered.vnp_TransactionNo, answered.vnp_TransactionType, answered.vnp_TransactionStatus],
    answered.vnp_OrderInfo,
  ]
    .map((field) => field ?? '')
    .join('|')

/** 94: it was asked before, and VNPay is at it. 99: anything else; whether money moves is not known. */
const undecided = new Set(['94', '99'])
/** Of the payment back: the bank said no. */
const rejected = '09'

/** VNPay 2.1.0, `refund`: of a payment as it was asked for (its reference and date), in whole or in part. */
export const payBackByVnpay = async (
  { refundUrl, tmnCode, hashSecret }: VnpaySettings,
  postJson: PostJson,
  { request, reference, askedAt, transaction, paid, amount, by, at }: ToPayBack,
): Promise<PaidBack> => {
  const asked = {
    vnp_RequestId: request.replaceAll('-', ''),
    vnp_Version: '2.1.0',
    vnp_Command: 'refund',
    vnp_TmnCode: tmnCode,
    vnp_TransactionType: amount === paid ? '02' : '03',
    vnp_TxnRef: reference,
    vnp_Amount: amount * hundredths,
    vnp_TransactionNo: transaction,
    vnp_TransactionDate: stamp(askedAt),
    vnp_CreateBy: by,
    vnp_CreateDate: stamp(at),
    vnp_IpAddr: '127.0.0.1',
    vnp_OrderInfo: `Hoan tien don hang ${reference}`,
  }
  const signature = sign('sha512', hashSecret, Object.values(asked).join('|'))
  const answer = await postJson(refundUrl, { ...asked, vnp_SecureHash: signature }).catch((cause: unknown) => {
    throw new ProviderFault('VNPay did not answer', { cause })
  })
  const read = answeredSchema.safeParse(answer)
  if (!read.success) throw new ProviderFault('VNPay answered something that is not understood here')
  const { vnp_ResponseCode: code, vnp_Message: message, vnp_TransactionNo: number = null } = read.data
  if (undecided.has(code)) return { type: 'pending', message: `${code} ${message}` }
  if (code !== '00') return { type: 'refused', message: `${code} ${message}` }
  // Only a success has to be believed.
  if (!isSigned('sha512', hashSecret, signedOf(read.data), read.data.vnp_SecureHash ?? ''))
    throw new ProviderFault('the answer was not signed by VNPay')
  if (read.data.vnp_TransactionStatus === rejected) return { type: 'refused', message: 'the bank refused it' }
  return { type: 'done', reference: number }
}
