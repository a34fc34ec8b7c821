import type { counter as en } from '../en/counter.ts'
import type { Words } from '../words.ts'

export const counter: Words<typeof en> = {
  counter: {
    cart: 'Giỏ hàng',
    total: 'Tổng',
    pieces_other: '{{count}} món',
    pay: 'Thu tiền',
    park: 'Tạm giữ',
    recall_zero: 'Gọi lại',
    recall_other: 'Gọi lại ({{count}})',
    void: 'Huỷ',
    empty: {
      title: 'Sẵn sàng cho khách tiếp theo',
      text: 'Quét mã vạch, hoặc bấm F2 rồi gõ tên. Hàng vào giỏ là được giữ ngay cho khách.',
    },
    noGoods: {
      title: 'Tiệm chưa có hàng nào',
      manage: 'Nhập từ tệp, hoặc gõ món đầu tiên. Xong quay lại đây quét là bán.',
      ask: 'Nhờ quản lý đăng nhập rồi đưa hàng vào ở Cài đặt, mục Hàng hoá.',
      go: 'Đưa hàng vào',
    },
    line: {
      remove: 'Bỏ {{name}}',
      refused: 'Chưa giữ được',
      unheld: 'Khách cầm, không giữ',
      holdAgain: 'Giữ lại',
      why: {
        expired: 'Đã hết hạn giữ, người khác có thể lấy. Giữ lại trước khi bán.',
        refused: 'Máy chủ không giữ được món này.',
      },
    },
    short: {
      left: 'Còn {{amount}}',
      heldUntil: '{{channel}} giữ {{amount}} đến {{time}}',
      heldFrom: '{{channel}} giữ {{amount}}, sớm nhất nhả lúc {{time}}',
      nobody: 'không ai đang giữ',
      tell: 'Báo khi có hàng',
      sellAnyway: 'Cứ bán: khách đang cầm trên tay',
    },
    unknown: {
      title: 'Không có hàng nào mang mã {{code}}',
      text: 'Giỏ hàng vẫn như cũ. Quét lại lần nữa, hoặc bấm F2 tìm theo tên.',
    },
    free: { title: '{{name}} đã có lại', add: 'Thêm vào giỏ' },
    voidAsk: {
      title_other: 'Huỷ giỏ có {{count}} dòng hàng?',
      text: 'Tất cả hàng trong giỏ, tổng {{total}}, sẽ được nhả cho người khác.',
      keep: 'Giữ giỏ lại',
      confirm: 'Huỷ giỏ',
    },
    parkAsk: {
      title: 'Tạm giữ đơn này',
      label: 'Đặt tên để dễ tìm',
      hint: 'Ví dụ: chị áo đỏ, bàn 5. Bỏ trống thì lấy giờ làm tên. Hàng vẫn được giữ cho đến khi hết hạn.',
    },
    recallAsk: {
      title: 'Đơn tạm giữ',
      emptyTitle: 'Chưa tạm giữ đơn nào',
      emptyText: 'Khách quên đồ, bấm F4 để tạm giữ đơn; đơn sẽ chờ ở đây.',
    },
    payment: {
      title: 'Thu tiền',
      due: 'Phải trả',
      given: 'Khách đưa',
      change: 'Tiền thối',
      missing: 'Còn thiếu',
      exact: 'Đưa vừa đủ',
      notes: 'Tờ tiền',
      keypad: 'Số tiền khách đưa',
      clear: 'Nhập lại',
      confirm: 'Đã thu, giao hàng',
      confirmExact: 'Đã thu vừa đủ, giao hàng',
    },
    receipt: {
      title: 'Hoá đơn {{number}}',
      heading: 'Hoá đơn bán lẻ',
      number: 'Số {{number}}',
      staff: 'Thu ngân: {{name}}',
      given: 'khách đưa {{amount}}',
      thanks: 'Cảm ơn quý khách, hẹn gặp lại',
      print: 'In',
      next: 'Khách tiếp theo',
      printFailed: 'Hoá đơn chưa in được',
      printFailedText: 'Đơn đã ghi xong và hoá đơn vẫn còn (F9). Kiểm tra máy in rồi in lại.',
    },
  },
}
