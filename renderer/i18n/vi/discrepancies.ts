import type { discrepancies as en } from '../en/discrepancies.ts'
import type { Words } from '../words.ts'

export const discrepancies: Words<typeof en> = {
  discrepancies: {
    title: 'Điều không khớp',
    state: { label: 'Xem', open: 'Chưa xử lý', settled: 'Đã xử lý' },
    kinds: { label: 'Loại', all: 'Mọi loại' },
    places: { label: 'Nơi', all: 'Mọi nơi' },
    kind: {
      oversold: 'Bán quá tồn',
      count: 'Kiểm thiếu so với hẹn',
      double_booked: 'Đặt trùng',
      double_sold: 'Ghế bán trùng',
      double_used: 'Mã dùng trùng',
      over_budget: 'Mã vượt ngân sách',
      return_short: 'Trả về: thiếu',
      return_extra: 'Trả về: dư',
      return_twice: 'Trả về: đếm hai lần',
      return_unknown: 'Trả về: không rõ đơn',
      return_elsewhere: 'Trả về: nơi khác',
      transfer_short: 'Chuyển kho: thiếu',
      transfer_extra: 'Chuyển kho: dư',
      transfer_twice: 'Chuyển kho: đếm hai lần',
      unknown_item: 'Hàng chưa có mã',
    },
    counted: '{{kind}} ({{amount}})',
    goTo: 'Mở {{screen}}',
    settledBy: '{{who}} đã xử lý · {{time}}',
    all: 'Mọi nơi và những điều đã xử lý',
    offline: 'Không có mạng nên chỉ thấy điều chưa xử lý ở đây. Vẫn đánh dấu xử lý được.',
    empty: {
      open: 'Mọi thứ đều khớp',
      openText: 'Những gì đã bán, đã đếm hay đã nhận mà không khớp sổ sẽ hiện ở đây, cùng việc cần làm.',
      unknown: 'Không có mạng nên chưa thấy gì ở đây',
      unknownText: 'Máy này chỉ biết điều chưa xử lý ở nơi của mình. Những điều khác hiện lại khi có mạng.',
      settled: 'Chưa xử lý điều nào',
      settledText: 'Những điều quản lý đã xử lý nằm ở đây, kèm ghi chú.',
    },
    more: 'Xem cũ hơn',
  },
}
