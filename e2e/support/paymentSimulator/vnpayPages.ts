import { createHmac } from 'node:crypto'
import { payPage, refusal, sendOn } from './page.ts'
import type { Paid } from './refunds.ts'
import type { Asked, Page } from './simulator.ts'

/** Written apart from the hub's own signature, so that a mistake in one shows. */
const encoded = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replaceAll(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

const signed = (fields: ReadonlyMap<string, string>, secret: string): string => {
  const text = [...fields.keys()]
    .toSorted()
    .map((name) => `${name}=${encoded(fields.get(name) ?? '')}`)
    .join('&')
  return `${text}&vnp_SecureHash=${createHmac('sha512', secret).update(text).digest('hex')}`
}

const today = '20260101120000'

/** `/vnpay?vnp_…`: where a shop sends its payers. VNPay knows a shop's IPN address by agreement; here it stands beside the return address. */
export const vnpayPages =
  ({ tmnCode, hashSecret }: { tmnCode: string; hashSecret: string }, payments: Map<string, Paid>) =>
  async ({ method, url, body, newTransaction }: Asked): Promise<Page> => {
    const asked = new Map(url.searchParams)
    const given = asked.get('vnp_SecureHash')
    asked.delete('vnp_SecureHash')
    const field = (name: string): string => asked.get(name) ?? ''
    if (!signed(asked, hashSecret).endsWith(`=${given}`) || field('vnp_TmnCode') !== tmnCode)
      return refusal(403, 'wrong signature (code 70)')
    if (method === 'GET')
      return payPage('VNPay', Number(field('vnp_Amount')) / 100, field('vnp_OrderInfo'), `${url.pathname}${url.search}`)
    const isPaid = new URLSearchParams(body).get('end') === 'pay'
    const code = isPaid ? '00' : '24'
    // A payment that failed has no number of its own.
    const transaction = isPaid ? newTransaction() : '0'
    if (isPaid) payments.set(transaction, { amount: Number(field('vnp_Amount')) / 100, back: 0 })
    const told = new Map([
      ...['vnp_TmnCode', 'vnp_Amount', 'vnp_OrderInfo', 'vnp_TxnRef'].map((name) => [name, field(name)] as const),
      ...([
        ['vnp_BankCode', 'NCB'],
        ['vnp_CardType', 'ATM'],
        ['vnp_PayDate', today],
        ['vnp_ResponseCode', code],
        ['vnp_TransactionStatus', isPaid ? '00' : '02'],
        ['vnp_TransactionNo', transaction],
      ] as const),
    ])
    const answer = signed(told, hashSecret)
    const back = field('vnp_ReturnUrl')
    await fetch(`${back.replace(/\/return$/, '/notify')}?${answer}`)
    return sendOn(`${back}?${answer}`)
  }
