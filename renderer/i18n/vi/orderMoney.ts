import type { orderMoney as en } from '../en/orderMoney.ts'
import type { Words } from '../words.ts'

export const orderMoney: Words<typeof en> = {
  pay: {
    title: 'Tiền cho đơn {{number}}',
    method: 'Trả bằng',
    parts: 'Thu bao nhiêu',
    deposit: 'Tiền cọc',
    instalment: 'Đợt này',
    all: 'Tất cả còn thiếu',
    other: 'Số khác',
    amount: 'Số tiền',
    tooMuch: 'Đơn chỉ còn thiếu {{amount}}: khách đưa dư thì thối lại.',
    reference: 'Mã giao dịch',
    referenceHint: 'Như ngân hàng hoặc ứng dụng ghi. Cùng một mã chỉ được tính một lần.',
    offline:
      'Mất mạng thì chỉ nhận được tiền mặt hoặc chuyển khoản: từ đây không thấy được {{method}} đã vào hay chưa.',
    part: 'Ít hơn số còn thiếu: vẫn còn thiếu {{amount}}, đơn chờ tiếp đến {{time}}.',
    reached: 'Sau đó còn {{amount}}, trả trước {{time}}.',
    late: 'Đã quá hạn trả tiền. Nếu mọi thứ vẫn còn thì đơn được giữ lại; nếu không, tiền phải hoàn cho khách.',
    over: 'Nhiều hơn số còn thiếu {{amount}}: phần thừa sẽ vào mục Hoàn tiền.',
    confirm: 'Ghi nhận {{amount}}',
    takeExact: 'Thu {{amount}}',
    takePart: 'Thu trước {{amount}}',
  },
  payments: {
    title: 'Tiền đã nhận',
    receipt: 'Phiếu thu …',
    of: 'Phiếu thu {{amount}}',
  },
  receipt: {
    title: 'Tiền cho đơn {{number}}',
    heading: 'Phiếu thu',
    deposit: 'Phiếu thu tiền cọc',
    number: 'Đơn {{number}}',
    customer: 'Khách: {{name}}',
    total: 'Tổng đơn',
    before: 'Đã nhận trước đó',
    now: 'Nhận lần này',
    rest: 'Còn phải trả',
    by: 'Hạn trả',
    back: 'Phải hoàn cho khách',
    thanks: 'Vui lòng giữ phiếu này và đưa ra khi nhận hàng',
    done: 'Xong',
    printFailed: 'Tiền đã ghi xong. In lại phiếu ở đơn hàng, mục “Tiền đã nhận”.',
  },
}
