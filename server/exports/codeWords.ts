import { type DiscrepancyKind } from '../../shared/holds/discrepancies.ts'
import type { HoldState } from '../../shared/holds/states.ts'
import { type MovementReason, readMovementReason } from '../../shared/kinds/stock/movementReasons.ts'
import type { Bucket } from '../../shared/kinds/stock/schema.ts'
import type { OrderState, PaymentMethod, Refund, RefundReason, RefundWay } from '../../shared/orders/orders.ts'
import type { ReturnState } from '../../shared/returns/returns.ts'
import type { TransferState } from '../../shared/transfers/transfers.ts'
import type { CodeWords, InLanguages } from './table.ts'

const said = (vi: string, en: string): InLanguages => ({ vi, en })
const by =
  (words: Readonly<Record<string, InLanguages>>): CodeWords =>
  (code, language) =>
    Object.hasOwn(words, code) ? (words[code]?.[language] ?? null) : null

export const listedWords = by({ true: said('Còn bán', 'Sold'), false: said('Ngừng bán', 'No longer sold') })

const orders: Readonly<Record<OrderState, InLanguages>> = {
  awaiting_payment: said('Chờ tiền', 'Waiting for money'),
  deposit_paid: said('Đã cọc', 'Deposit paid'),
  paid: said('Đã trả', 'Paid'),
  shipped: said('Đang giao', 'Shipped'),
  delivered: said('Đã giao', 'Delivered'),
  expired: said('Hết hạn', 'Run out'),
  cancelled: said('Đã huỷ', 'Cancelled'),
  failed: said('Hỏng', 'Failed'),
  delivery_failed: said('Không giao được', 'Not delivered'),
  returning: said('Đang trả về', 'Coming back'),
  returned: said('Đã trả về', 'Came back'),
}
export const orderStateWords = by(orders)

const methods: Readonly<Record<PaymentMethod, InLanguages>> = {
  cash: said('Tiền mặt', 'Cash'),
  bank_transfer: said('Chuyển khoản', 'Bank transfer'),
  vnpay: said('VNPay', 'VNPay'),
  momo: said('MoMo', 'MoMo'),
  test: said('Thử', 'Test'),
}
export const methodWords = by(methods)

const refunds: Readonly<Record<Refund['state'], InLanguages>> = {
  due: said('Cần hoàn', 'Due'),
  done: said('Đã hoàn', 'Sent back'),
  withdrawn: said('Đã rút lại', 'Withdrawn'),
}
export const refundStateWords = by(refunds)

const refundReasons: Readonly<Record<RefundReason, InLanguages>> = {
  late: said('Đến quá muộn', 'Came too late'),
  overpaid: said('Trả thừa', 'Was too much'),
  expired: said('Đơn hết hạn', 'The order ran out'),
  cancelled: said('Đơn đã huỷ', 'The order was cancelled'),
  failed: said('Đơn hỏng', 'The order failed'),
  returned: said('Hàng đã trả về', 'The goods came back'),
}
export const refundReasonWords = by(refundReasons)

const ways: Readonly<Record<RefundWay, InLanguages>> = {
  by_hand: said('Hoàn tại tiệm', 'By hand'),
  provider: said('Qua cổng thanh toán', 'By the provider'),
}
export const refundWayWords = by(ways)

const holds: Readonly<Record<HoldState, InLanguages>> = {
  held: said('Đang giữ', 'Held'),
  confirmed: said('Đã chốt', 'Confirmed'),
  released: said('Đã nhả', 'Released'),
  expired: said('Hết hạn giữ', 'Expired'),
}
export const holdStateWords = by(holds)

/** Those that the hub itself writes; what a person wrote stays as it is. */
export const holdReasonWords = by({
  session_lost: said('Khách rời trang', 'The customer left the page'),
  declined: said('Khách không nhận', 'The customer did not want it'),
  'not paid in time': said('Không trả tiền kịp', 'Not paid in time'),
  'payment failed': said('Thanh toán không thành', 'The payment failed'),
  'given up on the checkout page': said('Khách bỏ ở trang thanh toán', 'The customer gave up while paying'),
  expired: said('Hết hạn giữ', 'The hold expired'),
  cancelled: said('Đơn đã huỷ', 'The order was cancelled'),
  failed: said('Đơn hỏng', 'The order failed'),
})

const returns: Readonly<Record<ReturnState, InLanguages>> = {
  returning: said('Đang trên đường về', 'On the way back'),
  received: said('Chờ xem hàng', 'To be looked at'),
  inspected: said('Đã xem xong', 'Looked at'),
}
export const returnStateWords = by(returns)

const transfers: Readonly<Record<TransferState, InLanguages>> = {
  sent: said('Đang trên đường', 'On the way'),
  received: said('Đã nhận', 'Received'),
  cancelled: said('Đã gọi về', 'Called back'),
}
export const transferStateWords = by(transfers)

/** Those that the hub or a carrier writes; what a person wrote stays as it is. */
export const returnReasonWords = by({
  refused: said('Khách không nhận', 'The customer refused it'),
  unreachable: said('Không liên lạc được', 'Nobody could be reached'),
  other: said('Lý do khác', 'Another reason'),
})

const discrepancies: Readonly<Record<DiscrepancyKind, InLanguages>> = {
  oversold: said('Bán quá tồn', 'Sold beyond stock'),
  count: said('Kiểm thiếu so với hẹn', 'Count below promises'),
  double_booked: said('Đặt trùng', 'Booked twice'),
  double_sold: said('Ghế bán trùng', 'Seat sold twice'),
  double_used: said('Mã dùng trùng', 'Voucher used twice'),
  over_budget: said('Mã vượt ngân sách', 'Vouchers over budget'),
  return_short: said('Trả về: thiếu', 'Return: too few'),
  return_extra: said('Trả về: dư', 'Return: unexpected'),
  return_twice: said('Trả về: đếm hai lần', 'Return: counted twice'),
  return_unknown: said('Trả về: không rõ đơn', 'Return: nobody’s'),
  return_elsewhere: said('Trả về: nơi khác', 'Return: other place'),
  transfer_short: said('Chuyển kho: thiếu', 'Transfer: too few'),
  transfer_extra: said('Chuyển kho: dư', 'Transfer: unexpected'),
  transfer_twice: said('Chuyển kho: đếm hai lần', 'Transfer: counted twice'),
  unknown_item: said('Hàng chưa có mã', 'Unknown item'),
}
export const discrepancyWords = by(discrepancies)

const buckets: Readonly<Record<Bucket, InLanguages>> = {
  available: said('Bán được', 'Available'),
  held: said('Đang giữ', 'Held'),
  allotted: said('Giao cho máy', 'Allotted'),
  in_transit: said('Đang về', 'On the way'),
  returning: said('Đang trả về', 'Coming back'),
  quarantined: said('Chờ kiểm', 'Quarantined'),
  damaged: said('Hư hỏng', 'Damaged'),
  outside: said('Ngoài tiệm', 'Out of the shop'),
}
export const bucketWords = by(buckets)

const movements: Readonly<Record<MovementReason, InLanguages>> = {
  held: said('Giữ hàng', 'Held'),
  confirmed: said('Chốt giữ hàng', 'Hold confirmed'),
  released: said('Nhả hàng', 'Released'),
  expired: said('Hết hạn giữ', 'Hold expired'),
  received: said('Nhập hàng', 'Received'),
  count: said('Kiểm kê', 'Counted'),
  sold: said('Bán', 'Sold'),
  'not sold': said('Khách để lại, trả về kệ', 'Left behind, back on the shelf'),
  'given back': said('Đơn huỷ hoặc hỏng, trả về kệ', 'Order cancelled or failed, back on the shelf'),
  arrived: said('Hàng về cho đơn đặt trước', 'Came for pre-orders'),
  'comes back': said('Khách trả, đang trên đường về', 'On its way back'),
  'came back': said('Hàng trả về đã tới', 'Came back'),
  'came back elsewhere': said('Hàng trả về tới nơi khác', 'Came back at another location'),
  'came back unexpected': said('Có trong kiện trả về, không ai chờ', 'In a parcel that came back, expected by nobody'),
  'given up': said('Thôi chờ hàng trả về', 'Not waited for any more'),
  'not there': said('Không có thật trong kiện trả về', 'Was not in the parcel after all'),
  sellable: said('Đã xem: bán được', 'Looked at: sellable'),
  damaged: said('Đã xem: hỏng', 'Looked at: damaged'),
  scrap: said('Đã xem: bỏ', 'Looked at: scrap'),
  'transfer sent': said('Chuyển đi nơi khác của tiệm', 'Sent to another location'),
  'transfer received': said('Hàng chuyển đã tới', 'Came from another location'),
  'transfer called back': said('Gọi hàng chuyển về', 'Called back to where it came from'),
  'transfer given up': said('Thôi chờ hàng chuyển', 'On the way, not waited for any more'),
}
/** With the reference that follows a reason. */
export const movementWords: CodeWords = (code, language) => {
  const { what, reference } = readMovementReason(code)
  if (what === null) return null
  const words = movements[what][language]
  return reference === null ? words : `${words}: ${reference}`
}
