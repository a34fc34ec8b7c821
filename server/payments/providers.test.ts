import { describe, expect, test } from 'vitest'
import { momoDesk, vnpayDesk } from '../testing/refundDesk.ts'
import { momoMessages, testMessages, vnpayMessages } from '../testing/toldMessages.ts'
import { bankTransfer, cash } from './byHand.ts'
import { momo } from './momo.ts'
import { signedText as momoText } from './momoShop.ts'
import type { PostJson } from './postJson.ts'
import { describeProvider, toPay } from './provider.contract.ts'
import type { Message } from './provider.ts'
import { sign } from './signature.ts'
import { testProvider } from './testProvider.ts'
import { crc16, vietQr } from '../../shared/vietQr.ts'
import { signedText as vnpayText, vnpay } from './vnpay.ts'

const silent = { body: Buffer.alloc(0), header: () => undefined }
const vnpayShop = { url: 'https://pay.example/vpcpay.html', tmnCode: 'TEST_TMN_CODE', hashSecret: 'test_secret' }
const vnpayRefunds = vnpayDesk(vnpayShop.hashSecret)
const vnpayProvider = vnpay(
  {
    ...{ ...vnpayShop, returnUrl: 'https://shop.example/v1/payments/vnpay/return' },
    refundUrl: 'https://pay.example/merchant_webapi/api/transaction',
  },
  vnpayRefunds.post,
)
const momoShop = {
  ...{
    url: 'https://pay.example/v2/gateway/api/create',
    partnerCode: 'MOMO',
    accessKey: 'access',
    secretKey: 'secret',
  },
  ...{ returnUrl: 'https://shop.example/r', notifyUrl: 'https://shop.example/n' },
  refundUrl: 'https://pay.example/v2/gateway/api/refund',
}
const account = { bin: '970403', account: '0011012345678', name: 'TRA SEN' }

// Of the tests of the npm package `vnpay`, which is written apart from this and works with VNPay.
const published = (code: string, hash: string): Message => ({
  ...silent,
  method: 'GET',
  query:
    'vnp_Amount=1000000&vnp_BankCode=NCB&vnp_BankTranNo=VNP14422574&vnp_CardType=ATM&vnp_PayDate=20240521091806' +
    '&vnp_OrderInfo=Thanh%20toan%20don%20hang%202024-05-21T02:17:31.249Z&vnp_TmnCode=TEST_TMN_CODE' +
    `&vnp_TransactionNo=14422574&vnp_TransactionStatus=00&vnp_TxnRef=1716257871703&vnp_ResponseCode=${code}&vnp_SecureHash=${hash}`,
})

describeProvider('cash', () => ({ provider: cash, messages: () => [] }))
describeProvider('bank_transfer', () => ({ provider: bankTransfer(async () => account), messages: () => [] }))
describeProvider('test', () => ({ provider: testProvider('secret'), messages: testMessages('secret') }))
/** What provider `test` makes of a text with the right signature. */
const readSigned = (text: string): string | undefined => {
  const body = Buffer.from(text)
  const header = (): string => sign('sha256', 'secret', body)
  return testProvider('secret').read?.({ method: 'POST', query: '', body, header })?.type
}
test('what provider test signs and is no JSON is malformed, and JSON that does not fit is not', () => {
  expect(['{', '', 'null', '{}'].map(readSigned)).toEqual(['malformed', 'malformed', 'invalid', 'invalid'])
})
describeProvider('vnpay', () => ({ provider: vnpayProvider, messages: vnpayMessages(vnpayShop), desk: vnpayRefunds }))
const momoRefunds = momoDesk()
const momoAnswers: PostJson = async (url, body) =>
  url.endsWith('/refund') ? momoRefunds.post(url, body) : { resultCode: 0, payUrl: 'https://pay.example/p' }
describeProvider('momo', () => ({
  provider: momo(momoShop, momoAnswers),
  messages: momoMessages(momoShop),
  desk: momoRefunds,
}))

describe('VNPay 2.1.0', () => {
  test('signs the fields as the documentation’s own address has them, to the byte', () => {
    const documented =
      'vnp_Amount=1806000&vnp_Command=pay&vnp_CreateDate=20210801153333&vnp_CurrCode=VND&vnp_IpAddr=127.0.0.1&vnp_Locale=vn' +
      '&vnp_OrderInfo=Thanh+toan+don+hang+%3A5&vnp_OrderType=other&vnp_ReturnUrl=https%3A%2F%2Fdomainmerchant.vn%2FReturnUrl' +
      '&vnp_TmnCode=DEMOV210&vnp_TxnRef=5&vnp_Version=2.1.0'
    const shuffled = [...new URLSearchParams(documented)].toReversed()
    expect(vnpayText([...shuffled, ['vnp_SecureHash', 'x'], ['vnp_SecureHashType', 'y'], ['other', 'z']])).toBe(
      documented,
    )
  })

  const paidHash =
    '649982421beb422556a1374713c74e58e716ecbd05007c0c0e1f7effdfaf361dbf146889ca446139afe11b9954c4d5c486e99e3b86fcfab6957f29eb0be72895'
  const failedHash =
    '503194f6d93b57b357b2d1d09742565e67e86d771352c5dca4fc8d39df3d392c6b3809add9405f97cfb9631f445e36c80656cfbf47eac67d97fa165865c13e1b'
  test.each([
    ['00', paidHash, 'paid'],
    ['99', failedHash, 'failed'],
  ])('reads a published message of code %s', (code, hash, outcome) => {
    expect(vnpayProvider.read?.(published(code, hash))).toEqual({
      type: 'notice',
      notice: { reference: '1716257871703', amount: 10_000, transaction: '14422574', outcome },
    })
    expect(vnpayProvider.read?.(published('01', hash))).toEqual({ type: 'wrong_signature' })
  })

  test('takes its times from the order, in Vietnam’s zone, and its amount in hundredths', async () => {
    const { url = '' } = await vnpayProvider.instruct(toPay)
    const fields = new URL(url).searchParams
    const dates = [fields.get('vnp_CreateDate'), fields.get('vnp_ExpireDate'), fields.get('vnp_Amount')]
    expect(dates).toEqual(['20261124200000', '20261124201500', '7000000'])
  })

  test('what VNPay still looks into is no end', () => {
    const [message] = vnpayMessages(vnpayShop)({
      reference: 'HF1',
      outcome: 'pending',
      amount: 1_000,
      transaction: '1',
    })
    expect(message && vnpayProvider.read?.(message)).toMatchObject({ notice: { outcome: 'pending' } })
  })

  test('answers a wrong signature with its own code and 401, and takes đồng alone', () => {
    expect(vnpayProvider.answer?.('wrong_signature')).toMatchObject({ status: 401, body: { RspCode: '97' } })
    expect(vnpayProvider.refuses?.({ amount: 70_000, currency: 'USD' })).not.toBeNull()
    expect(vnpayProvider.refuses?.({ amount: 4_999, currency: 'VND' })).not.toBeNull()
    expect(vnpayProvider.refuses?.({ amount: 5_000, currency: 'VND' })).toBeNull()
  })
})

describe('MoMo v2', () => {
  test('signs the fields in the documented order, without encoding', () => {
    const names = 'requestType requestId redirectUrl partnerCode orderInfo orderId ipnUrl extraData amount accessKey'
    const fields = {
      ...{ accessKey: 'KEY', amount: 1000, extraData: 'eyJza3VzIjoiIn0=', ipnUrl: 'https://example.com/momo_ip' },
      ...{ orderId: 'Partner_Transaction_ID_1721725424433', orderInfo: 'Thank you for your purchase at MoMo_test' },
      ...{ partnerCode: 'MOMOT5BZ20231213_TEST', redirectUrl: 'https://momo.vn/' },
      ...{ requestId: 'Request_ID_1721725424433', requestType: 'captureWallet' },
    }
    expect(momoText(names.split(' '), fields)).toBe(
      'accessKey=KEY&amount=1000&extraData=eyJza3VzIjoiIn0=&ipnUrl=https://example.com/momo_ip' +
        '&orderId=Partner_Transaction_ID_1721725424433&orderInfo=Thank you for your purchase at MoMo_test' +
        '&partnerCode=MOMOT5BZ20231213_TEST&redirectUrl=https://momo.vn/&requestId=Request_ID_1721725424433&requestType=captureWallet',
    )
  })

  test('a name that was used before gets another, and the payment is still the order’s', async () => {
    const asked: unknown[] = []
    const provider = momo(momoShop, async (_url, body) => {
      asked.push(body)
      return asked.length === 1 ? { resultCode: 41 } : { resultCode: 0, payUrl: 'https://pay.example/p' }
    })
    expect(await provider.instruct(toPay)).toEqual({ reference: 'HF000001', url: 'https://pay.example/p' })
    expect(asked).toMatchObject([{ orderId: 'HF000001' }, { orderId: 'HF000001.2' }])
  })

  test('a refusal, an answer that is none, and no answer are faults', async () => {
    const answers = [
      () => ({ resultCode: 22, message: 'amount' }),
      () => 'html',
      () => Promise.reject(new Error('down')),
    ]
    for (const answer of answers) {
      const provider = momo(momoShop, async () => answer())
      await expect(provider.instruct(toPay)).rejects.toMatchObject({ name: 'ProviderFault' })
    }
  })
})

describe('money that goes back', () => {
  test('VNPay signs what it asks and what is answered with bars between, in the documented order', async () => {
    const desk = vnpayDesk(vnpayShop.hashSecret)
    const provider = vnpay({ ...vnpayShop, returnUrl: '', refundUrl: '' }, desk.post)
    const at = 1_795_525_200_000
    const part = { request: '0191d1c0-0000-7000-8000-000000000009', reference: 'HF7', askedAt: at, transaction: '14' }
    await provider.payBack?.({ ...part, paid: 500, amount: 200, by: 'tuan', at: at + 60_000 })
    const text =
      '0191d1c0000070008000000000000009|2.1.0|refund|TEST_TMN_CODE|03|HF7|20000|14|20261124200000|tuan|20261124200100|127.0.0.1|Hoan tien don hang HF7'
    expect(desk.asked).toMatchObject([
      { vnp_Amount: 20_000, vnp_TransactionType: '03', vnp_SecureHash: sign('sha512', vnpayShop.hashSecret, text) },
    ])
    const forged = vnpay({ ...vnpayShop, returnUrl: '', refundUrl: '' }, async () => ({ vnp_ResponseCode: '00' }))
    await expect(forged.payBack?.({ ...part, paid: 500, amount: 500, by: 'tuan', at })).rejects.toMatchObject({
      name: 'ProviderFault',
    })
  })

  test('MoMo signs as its documentation says, and the request’s name is its order id too', async () => {
    const desk = momoDesk()
    const provider = momo(momoShop, desk.post)
    const request = '0191d1c0-0000-7000-8000-000000000009'
    const part = { request, reference: 'HF7', askedAt: 0, transaction: '144492817' }
    await provider.payBack?.({ ...part, paid: 500, amount: 200, by: 'tuan', at: 0 })
    const text = `accessKey=access&amount=200&description=Hoan tien don hang HF7&orderId=${request}&partnerCode=MOMO&requestId=${request}&transId=144492817`
    expect(desk.asked).toMatchObject([
      { orderId: request, transId: 144_492_817, signature: sign('sha256', momoShop.secretKey, text) },
    ])
  })
})

describe('VietQR', () => {
  test('has the check sum of NAPAS’ and EMVCo’s examples', () => {
    expect(crc16('123456789')).toBe('29B1')
    const napas =
      '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang6304'
    expect(crc16(napas)).toBe('2E2E')
  })

  test('says a transfer with its amount and text, as published', () => {
    const said = vietQr({ ...account, amount: 180_000, description: 'thanh toan don hang' })
    expect(said).toBe(
      '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62230819thanh toan don hang63045FAB',
    )
  })

  test('is there for đồng alone', async () => {
    expect((await bankTransfer(async () => account).instruct(toPay)).qr).toContain('0808HF000001')
    const inEuro = await bankTransfer(async () => account).instruct({ ...toPay, currency: 'EUR' })
    expect(inEuro).toMatchObject({ reference: 'HF000001', account: { number: account.account } })
    expect(inEuro.qr).toBeUndefined()
  })
})
