import type { customers as en } from '../en/customers.ts'
import type { Words } from '../words.ts'

export const customers: Words<typeof en> = {
  customers: {
    title: 'Xoá thông tin khách',
    hint: 'Khách có quyền yêu cầu: tên, điện thoại, email và ghi chú được xoá khỏi mọi việc đã xong. Hàng và tiền vẫn như cũ.',
    whom: 'Điện thoại hoặc email của khách',
    wrong: 'Cần đủ số điện thoại, hoặc một email',
    look: 'Tìm',
    nothing: 'Không có thông tin nào của khách này',
    nothingText: 'Xem lại số, hoặc thử cách kia: điện thoại hay email chỉ tìm ra những gì ghi cùng với nó.',
    found: 'Có thông tin của khách này',
    over: 'Sẽ xoá: {{what}}.',
    nothingOver: 'Chưa có việc nào xong nên lúc này chưa xoá được gì.',
    goesOn: 'Đang làm dở, còn giữ thông tin khách đến khi xong: {{what}}. Lúc đó hãy xoá lần nữa.',
    erase: 'Xoá vĩnh viễn …',
    done: 'Đã xoá thông tin khách',
    doneText: 'Đã xoá: {{what}}.',
    none: 'không có gì',
    elsewhere: 'Nội dung chuyển khoản, sao kê ngân hàng và các tệp đã xuất không bị động đến.',
    last: 'Những lần xoá gần đây',
    program: 'một chương trình',
    cutOff: 'bị ngắt giữa chừng: hãy tìm và xoá lại',
    amount_other: '{{count}} mục',
    ask: {
      title: 'Xoá thông tin của {{whom}}?',
      text: 'Không ai lấy lại được: {{what}}. Máy chủ ghi lại là bạn đã xoá, không ghi khách là ai.',
      keep: 'Không xoá',
      submit: 'Xoá vĩnh viễn',
    },
    count: {
      orders_other: '{{count}} đơn hàng',
      bookings_other: '{{count}} lượt đặt',
      waiting_other: '{{count}} lần chờ bàn',
      queued_other: '{{count}} lần xếp hàng',
      holds_other: '{{count}} lần giữ hàng',
    },
  },
}
