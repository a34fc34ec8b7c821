import { DateTime } from 'luxon'
import { formatMoney } from '../../shared/formatMoney.ts'
import { firstToPay } from '../../shared/orders/firstToPay.ts'
import type { Instalment, Order } from '../../shared/orders/orders.ts'

/** What a letter has to know besides the order. */
export interface Occasion {
  readonly shop: string
  readonly timeZone: string
  readonly instalment: Instalment
  /** Where the order can be paid; null: the hub does not know its own address. */
  readonly payAt: string | null
}

type Language = 'vi' | 'en'

const textOf = (order: Order, { shop, timeZone, instalment, payAt }: Occasion, language: Language): string => {
  const money = (amount: number): string => formatMoney({ amount, currency: order.currency }, language)
  const time = (at: number): string =>
    DateTime.fromMillis(at, { zone: timeZone }).toFormat(
      language === 'vi' ? "HH:mm 'ngày' dd/MM/yyyy" : 'd LLL yyyy, HH:mm',
    )
  const { number, terms, expiresAt } = order
  const goods = order.lines.flatMap(({ line, name }) =>
    line.kind === 'voucher' ? [] : ['quantity' in line && line.quantity > 1 ? `${line.quantity} × ${name}` : name],
  )
  const [due, until, name] = [time(instalment.dueAt), time(expiresAt), order.customer?.name ?? null]
  const amount = money(firstToPay(order))
  const kept = terms === null || terms.keeps === 0 ? null : money(terms.keeps)
  const lines =
    language === 'vi'
      ? [
          name === null ? 'Chào bạn,' : `Chào ${name},`,
          '',
          `Đơn ${number} (${goods.join(', ')}) tại ${shop} còn ${amount} cần trả trước ${due}.`,
          ...(payAt === null ? [`Khi chuyển khoản, hãy ghi ${number}.`] : [`Trả tại: ${payAt}`]),
          `Nếu đến ${until} tiền vẫn chưa tới, đơn tự kết thúc và hàng giữ cho bạn được nhả cho người khác${
            kept === null ? '' : `; cửa hàng giữ lại ${kept} tiền cọc`
          }.`,
          'Nếu bạn đã trả, xin bỏ qua thư này.',
        ]
      : [
          name === null ? 'Hello,' : `Hello ${name},`,
          '',
          `Order ${number} (${goods.join(', ')}) at ${shop}: ${amount} is to be paid by ${due}.`,
          ...(payAt === null ? [`When you transfer it, write ${number}.`] : [`Pay at: ${payAt}`]),
          `If it has not come by ${until}, the order ends by itself and what is kept for you goes to others${
            kept === null ? '' : `; the shop keeps ${kept} of the deposit`
          }.`,
          'If you have paid, please disregard this letter.',
        ]
  return lines.join('\n')
}

/** The letter that reminds a payer of an instalment, in Vietnamese and then in English. */
export const reminderLetter = (order: Order, occasion: Occasion): { subject: string; text: string } => ({
  subject: `Nhắc thanh toán đơn ${order.number} · Payment due for order ${order.number}`,
  text: `${textOf(order, occasion, 'vi')}\n\n—\n\n${textOf(order, occasion, 'en')}\n`,
})
