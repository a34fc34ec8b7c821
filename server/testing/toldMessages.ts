import { signedText as momoText } from '../payments/momoShop.ts'
import type { Message, Notice } from '../payments/provider.ts'
import { sign } from '../payments/signature.ts'
import { signedText as vnpayText } from '../payments/vnpay.ts'

/** For tests: messages as the providers would send them. */
const message = (method: Message['method'], query: string, body = '', signature?: string): Message => ({
  ...{ method, query, body: Buffer.from(body) },
  header: (name) => (name === 'x-test-signature' ? signature : undefined),
})

export const testMessages =
  (secret: string) =>
  (notice: Notice): Message[] => {
    const body = JSON.stringify(notice)
    return [message('POST', '', body, sign('sha256', secret, body))]
  }

export const vnpayMessages =
  ({ tmnCode, hashSecret }: { tmnCode: string; hashSecret: string }) =>
  ({ reference, outcome, amount, transaction }: Notice): Message[] => {
    const code = outcome === 'paid' ? '00' : outcome === 'pending' ? '07' : '24'
    const text = vnpayText([
      ['vnp_Amount', String(amount * 100)],
      ['vnp_BankCode', 'NCB'],
      ['vnp_OrderInfo', `Thanh toan don hang ${reference}`],
      ['vnp_ResponseCode', code],
      ['vnp_TmnCode', tmnCode],
      ['vnp_TransactionNo', transaction],
      ['vnp_TransactionStatus', code],
      ['vnp_TxnRef', reference],
    ])
    const signed = `${text}&vnp_SecureHash=${sign('sha512', hashSecret, text)}`
    return [message('GET', signed), message('POST', '', signed)]
  }

const resultNames =
  'accessKey amount extraData message orderId orderInfo orderType partnerCode payType requestId responseTime resultCode transId'

export const momoMessages =
  ({ partnerCode, accessKey, secretKey }: { partnerCode: string; accessKey: string; secretKey: string }) =>
  ({ reference, outcome, amount, transaction }: Notice): Message[] => {
    const fields = {
      ...{
        partnerCode,
        orderId: reference,
        requestId: reference,
        amount,
        orderInfo: `Thanh toan don hang ${reference}`,
      },
      ...{ orderType: 'momo_wallet', transId: Number(transaction), payType: 'qr', responseTime: 1_721_720_663_942 },
      resultCode: outcome === 'paid' ? 0 : outcome === 'pending' ? 7002 : 1006,
      message: outcome === 'paid' ? 'Giao dịch thành công.' : 'Giao dịch bị từ chối.',
      extraData: Buffer.from(JSON.stringify({ reference })).toString('base64'),
    }
    const signature = sign('sha256', secretKey, momoText(resultNames.split(' '), { ...fields, accessKey }))
    const query = Object.entries({ ...fields, signature }).map(([name, value]): [string, string] => [
      name,
      String(value),
    ])
    return [
      message('POST', '', JSON.stringify({ ...fields, signature })),
      message('GET', new URLSearchParams(query).toString()),
    ]
  }
