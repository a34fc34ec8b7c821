import { z } from 'zod'
import { type MomoSettings, signedText } from './momoShop.ts'
import type { PostJson } from './postJson.ts'
import { type PaidBack, ProviderFault, type ToPayBack } from './provider.ts'
import { sign } from './signature.ts'

const names = ['accessKey', 'amount', 'description', 'orderId', 'partnerCode', 'requestId', 'transId']

const answeredSchema = z.object({
  resultCode: z.int(),
  message: z.string().default(''),
  requestId: z.string().optional(),
  transId: z.union([z.number(), z.string()]).optional(),
})

/** Maintenance, asked before and not at its end, at work. Final answers are given again under the same request id. */
const undecided = new Set([10, 40, 41, 42, 43, 99, 1000, 7000, 7002])

/** MoMo v2, `refund`: of a payment by MoMo's name for it, in whole or in part. MoMo knows a request again by its id and does it once. */
export const payBackByMomo = async (
  { refundUrl, partnerCode, accessKey, secretKey }: MomoSettings,
  postJson: PostJson,
  { request, reference, transaction, amount }: ToPayBack,
): Promise<PaidBack> => {
  const asked = {
    ...{ partnerCode, orderId: request, requestId: request, amount, transId: Number(transaction), lang: 'vi' },
    description: `Hoan tien don hang ${reference}`,
  }
  const signature = sign('sha256', secretKey, signedText(names, { ...asked, accessKey }))
  const answer = await postJson(refundUrl, { ...asked, signature }).catch((cause: unknown) => {
    throw new ProviderFault('MoMo did not answer', { cause })
  })
  const read = answeredSchema.safeParse(answer)
  if (!read.success || (read.data.requestId ?? request) !== request)
    throw new ProviderFault('MoMo answered something that is not understood here')
  const { resultCode, message, transId } = read.data
  if (resultCode === 0) return { type: 'done', reference: transId === undefined ? null : String(transId) }
  return { type: undecided.has(resultCode) ? 'pending' : 'refused', message: `${resultCode} ${message}` }
}
