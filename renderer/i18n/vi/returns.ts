import type { returns as en } from '../en/returns.ts'
import type { Words } from '../words.ts'

export const returns: Words<typeof en> = {
  returns: {
    pane: 'Hàng trả về',
    choose: 'Quét mã vận đơn hoặc số đơn, hoặc chọn một kiện trong danh sách.',
    unknown: 'Không có kiện trả về nào mang mã {{code}}.',
    stage: { toInspect: 'Chờ xem hàng', onTheWay: 'Đang trên đường về', done: 'Vừa xong' },
    since: { toInspect: 'về lúc {{time}}', onTheWay: 'gửi về từ {{time}}', done: 'xem xong {{time}}' },
    late: 'chờ lâu',
    missing_other: 'còn thiếu {{count}} món',
    noParcel: 'không có mã kiện',
    unopened: 'Không giao được, sẽ trả về',
    open: 'Bắt đầu trả về',
    undelivered: 'khách chưa nhận: hoàn toàn bộ tiền',
    delivered: 'khách trả lại: hoàn phần hàng đã về',
    receive: 'Trong kiện có gì?',
    receiveHint:
      'Quét từng món, hoặc bấm +. Món không ai chờ cũng ghi vào. Chưa món nào được bán cho đến khi có người xem.',
    expected: 'chờ {{amount}}',
    unexpected: 'không ai chờ món này',
    less: 'Bớt một {{name}}',
    more: 'Thêm một {{name}}',
    all: 'Đủ cả',
    take: 'Nhận kiện này',
    giveUp_other: 'Thôi chờ {{count}} món còn thiếu',
    inspect: 'Món này thế nào?',
    inspectHint: 'Chỉ món còn tốt mới lên kệ bán. Phím 1, 2, 3 thay cho ba nút.',
    ungraded_other: 'chưa xem {{count}}',
    note: 'Ghi chú (có thể để trống)',
    grade: { sellable: 'Bán được', damaged: 'Hỏng', scrap: 'Bỏ' },
    lines: 'Từng món',
    figures: 'chờ {{expected}} · về {{received}}',
    done: 'Đã xem xong mọi món. Tiền phải hoàn nằm ở mục Hoàn tiền.',
    refused:
      'Chưa ghi được: người khác vừa làm việc này, hoặc kiện đã được nhận ở nơi khác. Danh sách vừa được làm mới.',
    seen: 'Danh sách là của lúc {{time}}: chưa hỏi lại máy chủ được.',
    offline: 'Nhận và xem hàng trả về cần mạng. Hãy để hàng riêng ra, đừng bán, và ghi khi có mạng.',
    empty: {
      title: 'Không có hàng nào trả về',
      text: 'Đơn khách không nhận hoặc trả lại nằm ở đây, từ lúc lên đường đến khi có người xem từng món.',
    },
  },
}
