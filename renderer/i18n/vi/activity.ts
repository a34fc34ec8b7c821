import type { activity as en } from '../en/activity.ts'
import type { Words } from '../words.ts'

export const activity: Words<typeof en> = {
  activity: {
    inbox: 'Cần xem',
    outbox: 'Đã làm ở máy này',
    export: 'Xuất phần chưa gửi',
    more: 'Xem cũ hơn',
    you: 'Bạn',
    somebody: 'Ai đó',
    noLines: 'đơn này',
    clearTitle: 'Không có gì cần xem',
    clearText: 'Việc máy chủ từ chối và hàng bị lệch sẽ hiện ở đây, kèm cách xử lý.',
    emptyTitle: 'Chưa làm gì ở máy này',
    emptyText: 'Mỗi lần giữ hàng, bán hàng, kiểm kê sẽ hiện ở đây, và máy chủ đã nhận hay chưa.',
    did: {
      place: '{{who}} giữ {{what}} lúc {{time}}',
      replace: '{{who}} đổi sang giữ {{what}} lúc {{time}}',
      release: '{{who}} nhả {{what}} lúc {{time}}',
      confirm: '{{who}} chốt {{what}} lúc {{time}}',
      extend: '{{who}} giữ {{what}} lâu hơn lúc {{time}}',
      sell: '{{who}} bán {{what}} lúc {{time}}',
      receive: '{{who}} nhập {{what}} lúc {{time}}',
      count: '{{who}} kiểm kê {{what}} lúc {{time}}',
      settle: '{{who}} xử lý một chỗ lệch lúc {{time}}',
    },
    why: {
      conflict: 'Máy chủ không giữ được. {{shortage}}.',
      not_found: 'Máy chủ không biết món này: có thể ai đó đã bỏ nó khỏi danh mục.',
      hold_released: 'Hàng đã được nhả trước đó.',
      hold_confirmed: 'Hàng đã được bán trước đó.',
      hold_expired: 'Đã hết hạn giữ, hàng đã mở cho người khác.',
      hold_exists: 'Lần giữ này đã được ghi theo cách khác.',
      forbidden: 'Việc này cần quản lý.',
      idempotency_key_reused:
        'Máy chủ đã có một thao tác khác mang cùng số. Thao tác đầu được giữ, thao tác này không được làm.',
      doubled: 'Một món nằm hai lần trong cùng yêu cầu, không thể giữ như vậy.',
      internal: 'Máy chủ gặp lỗi của chính nó và chưa thay đổi gì. Hãy báo bộ phận hỗ trợ.',
    },
    safe: {
      sold: 'Khách đã trả tiền và cầm hàng; đơn bán vẫn giữ nguyên. Phần kho bị thiếu đã được ghi thành một chỗ lệch.',
      nothingTaken: 'Kho không bị trừ gì.',
    },
    action: {
      retry: 'Thử lại',
      takeFewer: 'Chỉ lấy {{amount}}',
      drop: 'Bỏ qua',
      settle: 'Đánh dấu đã xử lý',
    },
    state: {
      waiting: 'chờ gửi',
      sending: 'đang gửi',
      accepted: 'máy chủ đã nhận',
      refused: 'bị từ chối',
      blocked: 'chờ bạn xử lý',
      dropped: 'đã bỏ qua',
    },
    discrepancy: {
      oversold: 'Bán lố {{amount}} {{name}} so với kho, lúc {{time}}',
      oversoldText: 'Khách đã cầm hàng. Xem trên kệ có nhiều hơn sổ không, hoặc có đơn web nào phải huỷ không.',
      count: 'Thiếu {{amount}} {{name}} đã hứa với khách khi kiểm kê lúc {{time}}',
      countText: 'Sẽ có người đến lấy hàng không còn. Hãy tìm lại, hoặc báo cho người đang giữ.',
      order: 'hoá đơn {{number}}',
    },
    settle: {
      open: 'Đánh dấu đã xử lý …',
      title: 'Đánh dấu đã xử lý',
      note: 'Đã xử lý thế nào?',
      hint: 'Ví dụ: tìm thấy hai cái trong kho sau, đã đếm lại. Ghi chú được lưu cùng tên bạn.',
      manager: 'Chỗ lệch này cần quản lý xử lý.',
    },
  },
}
