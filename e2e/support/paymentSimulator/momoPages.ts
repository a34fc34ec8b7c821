import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { payPage, refusal, sendOn } from './page.ts'
import type { Paid } from './refunds.ts'
import type { Asked, Page } from './simulator.ts'

interface Keys {
  readonly partnerCode: string
  readonly accessKey: string
  readonly secretKey: string
}

const createSchema = z.object({
  ...{ partnerCode: z.string(), requestId: z.string(), amount: z.int(), orderId: z.string(), orderInfo: z.string() },
  ...{ redirectUrl: z.url(), ipnUrl: z.url(), extraData: z.string(), requestType: z.literal('captureWallet') },
  signature: z.string(),
})
type Created = z.infer<typeof createSchema>

const json = (body: object): Page => ({ status: 200, type: 'application/json', text: JSON.stringify(body) })

const hmac = (text: string, secret: string): string => createHmac('sha256', secret).update(text).digest('hex')

/** `/momo/create`, which a shop calls, and `/momo/pay`, where it then sends its payer. */
export const momoPages = ({ partnerCode, accessKey, secretKey }: Keys, base: () => string, paid: Map<string, Paid>) => {
  const payments = new Map<string, Created>()

  const create = (body: string): Page => {
    const asked = createSchema.parse(JSON.parse(body))
    const text =
      `accessKey=${accessKey}&amount=${asked.amount}&extraData=${asked.extraData}&ipnUrl=${asked.ipnUrl}&orderId=${asked.orderId}` +
      `&orderInfo=${asked.orderInfo}&partnerCode=${asked.partnerCode}&redirectUrl=${asked.redirectUrl}&requestId=${asked.requestId}` +
      `&requestType=${asked.requestType}`
    if (asked.partnerCode !== partnerCode) return json({ resultCode: 13, message: 'unknown partner' })
    if (hmac(text, secretKey) !== asked.signature) return json({ resultCode: 11, message: 'wrong signature' })
    if (payments.has(asked.orderId)) return json({ resultCode: 41, message: 'orderId was used before' })
    payments.set(asked.orderId, asked)
    const payUrl = `${base()}/momo/pay?t=${encodeURIComponent(asked.orderId)}`
    return json({ partnerCode, orderId: asked.orderId, resultCode: 0, message: 'Successful.', payUrl })
  }

  const end = async (asked: Created, isPaid: boolean, transaction: string): Promise<Page> => {
    if (isPaid) paid.set(transaction, { amount: asked.amount, back: 0 })
    const told = {
      ...{
        amount: asked.amount,
        extraData: asked.extraData,
        message: isPaid ? 'Successful.' : 'Refused by the payer.',
      },
      ...{ orderId: asked.orderId, orderInfo: asked.orderInfo, orderType: 'momo_wallet', partnerCode },
      ...{ payType: 'qr', requestId: asked.requestId, responseTime: 1_767_243_600_000 },
      ...{ resultCode: isPaid ? 0 : 1006, transId: Number(transaction) },
    }
    const text = Object.entries(told).map(([name, value]) => `${name}=${value}`)
    const message = { ...told, signature: hmac(`accessKey=${accessKey}&${text.join('&')}`, secretKey) }
    await fetch(asked.ipnUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
    })
    const query = Object.entries(message).map(([name, value]): [string, string] => [name, String(value)])
    return sendOn(`${asked.redirectUrl}?${new URLSearchParams(query).toString()}`)
  }

  return async ({ method, url, body, newTransaction }: Asked): Promise<Page> => {
    if (url.pathname === '/momo/create' && method === 'POST') return create(body)
    const asked = payments.get(url.searchParams.get('t') ?? '')
    if (asked === undefined) return refusal(404, 'there is no such payment')
    if (method === 'GET') return payPage('MoMo', asked.amount, asked.orderInfo, `${url.pathname}${url.search}`)
    return end(asked, new URLSearchParams(body).get('end') === 'pay', newTransaction())
  }
}
