import { moneyOf, type Order } from '../../../shared/orders/orders.ts'

/** What a payer is told, in Vietnamese and English. */
type Words = readonly [vietnamese: string, english: string]

const words = {
  paid: [
    'Đã thanh toán. Cửa hàng đã nhận tiền; bạn có thể đóng trang này.',
    'Paid. The shop has the money; you can close this page.',
  ],
  part: [
    'Đã nhận một phần tiền. Hãy hỏi cửa hàng cách trả phần còn lại.',
    'Part of the money has come in. Ask the shop how to pay the rest.',
  ],
  waiting: [
    'Chưa có kết quả thanh toán. Hãy tải lại trang này sau một phút.',
    'There is no result of this payment yet. Reload this page in a minute.',
  ],
  back: [
    'Tiền đến khi đơn hàng đã kết thúc và sẽ được hoàn lại. Hãy liên hệ cửa hàng.',
    'The money came after the order had ended and will be paid back. Please contact the shop.',
  ],
  ended: [
    'Thanh toán không thành công và đơn hàng đã kết thúc. Bạn chưa mất tiền; hãy đặt hàng lại.',
    'The payment did not go through and the order has ended. Nothing was charged; please order again.',
  ],
  unknown: [
    'Không tìm thấy đơn hàng này. Hãy liên hệ cửa hàng và cho biết mã thanh toán.',
    'There is no such order here. Please contact the shop with the number of your payment.',
  ],
  wrong: [
    'Địa chỉ của trang này không đúng. Hãy quay lại trang đặt hàng để xem trạng thái.',
    'The address of this page is not right. Go back to where you ordered to see how it stands.',
  ],
} satisfies Readonly<Record<string, Words>>

const stateWords = (order: Order): Words => {
  switch (order.state) {
    case 'paid':
    case 'shipped':
    case 'delivered':
    case 'delivery_failed':
    case 'returning':
    case 'returned':
      return words.paid
    case 'awaiting_payment':
    case 'deposit_paid':
      return moneyOf(order) > 0 ? words.part : words.waiting
    case 'expired':
    case 'cancelled':
    case 'failed':
      return order.payments.length > 0 ? words.back : words.ended
  }
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const html = (title: string, [vietnamese, english]: Words, link = ''): string =>
  `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
  `<title>${escaped(title)}</title><style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;color-scheme:light dark}</style>` +
  `<main><h1>${escaped(title)}</h1><p>${vietnamese}</p><p lang="en">${english}</p>${link}</main></html>`

/** The page that a payer's browser comes back to: how the order stands now, and the way to its checkout. */
export const orderPage = (order: Order, key: string): string =>
  html(
    order.number,
    stateWords(order),
    `<p><a href="/checkout/${key}">Xem đơn hàng · <span lang="en">See the order</span></a></p>`,
  )

/** The page for an address that names no order, or that nobody signed. */
export const strangePage = (why: 'unknown' | 'wrong'): string => html('Holdfast', words[why])

/** Of these pages: they show text, and load, run and send nothing. The address bears a signature, so it is told to nobody. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}
