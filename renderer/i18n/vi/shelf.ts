import type { shelf as en } from '../en/shelf.ts'
import type { Words } from '../words.ts'

export const shelf: Words<typeof en> = {
  shelf: {
    inBooks: '{{sku}} · sổ ghi {{amount}}',
    remove: 'Bỏ {{name}}',
    unknown: 'Chưa có mặt hàng nào mang mã {{code}}. Thêm ở Cài đặt, mục Hàng hoá, rồi quét lại.',
    full: 'Danh sách đã đủ {{amount}} mặt hàng, không thêm được nữa. Hãy lưu lại rồi bắt đầu danh sách mới.',
    drop: {
      open: 'Bỏ danh sách',
      title: 'Bỏ danh sách {{amount}} mặt hàng?',
      text: 'Danh sách này chưa được lưu. Tồn kho giữ nguyên.',
      keep: 'Giữ lại',
      confirm: 'Bỏ danh sách',
    },
    delivery: {
      title: 'Nhập hàng',
      open: 'Nhập hàng',
      goOn: 'Nhập hàng ({{amount}})',
      empty:
        'Quét từng món, hoặc tìm theo tên rồi gõ số lượng. Danh sách nằm ở máy này cho tới khi được lưu; cứ đóng lại, lúc khác làm tiếp.',
      book: 'Nhập {{amount}} món vào kho',
      booked: 'Đã nhập {{amount}} món vào kho.',
    },
    stocktake: {
      title: 'Kiểm kê',
      open: 'Kiểm kê',
      goOn: 'Kiểm kê ({{amount}})',
      empty:
        'Quét từng món trên kệ, hoặc tìm theo tên rồi gõ số đếm được. Mặt hàng không có trong danh sách thì giữ nguyên. Trong lúc đếm vẫn bán bình thường.',
      fits: 'khớp',
      more: 'thừa {{amount}}',
      fewer: 'thiếu {{amount}}',
      unsure:
        'Trong lúc đếm, sổ đã đổi từ {{before}} thành {{after}}. Nếu món vừa bán nằm trong số đã đếm, hãy đếm lại mặt hàng này.',
      book: 'Lưu số đếm: {{amount}} mặt hàng, {{differing}} lệch',
      booked: 'Đã lưu số đếm của {{amount}} mặt hàng, {{differing}} mặt hàng lệch sổ.',
    },
  },
}
