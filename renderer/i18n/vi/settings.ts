import type { settings as en } from '../en/settings.ts'
import type { Words } from '../words.ts'

export const settings: Words<typeof en> = {
  settings: {
    device: 'Thiết bị này',
    language: { label: 'Ngôn ngữ', vi: 'Tiếng Việt', en: 'English' },
    theme: { label: 'Giao diện', light: 'Sáng', dark: 'Tối', auto: 'Theo thiết bị' },
    sound: { label: 'Âm thanh', hint: 'Một tiếng tích khi quét, hai tiếng trầm khi bị từ chối' },
    terminal: 'Máy bán hàng này',
    unpair: {
      open: 'Gỡ ghép …',
      manager: 'Chỉ quản lý mới gỡ ghép được',
      title: 'Gỡ ghép máy này?',
      text: 'Máy sẽ quên tiệm và mọi số liệu; trên máy chủ không mất gì. Muốn bán lại ở đây phải có mã mới.',
      keep: 'Vẫn ghép',
      submit: 'Gỡ ghép',
      unsentTitle: 'Còn thao tác chưa gửi',
      unsentText: 'Gỡ ghép bây giờ sẽ mất chúng. Hãy đợi có mạng lại, hoặc xuất ra tệp trước.',
    },
    terminals: {
      title: 'Các máy bán hàng',
      code: 'số {{code}}',
      this: 'máy này',
      never: 'chưa thấy lần nào',
      seen: 'thấy lần cuối {{time}}',
      revoked: 'đã khoá {{time}}',
    },
    pair: {
      open: 'Ghép thêm máy',
      title: 'Ghép thêm máy bán hàng',
      location: 'Đặt ở đâu',
      channel: 'Bán theo kênh',
      submit: 'Tạo mã',
      show: 'Nhập mã này trên thiết bị kia. Mã chỉ dùng được một lần.',
    },
    revoke: {
      open: 'Khoá',
      title: 'Khoá {{name}}?',
      text: 'Máy đó sẽ không gửi hay nhận được gì nữa. Phần chưa gửi vẫn nằm trên máy và xuất ra được ở đó.',
      submit: 'Khoá máy',
    },
    check: {
      title: 'Tự kiểm tra',
      hint: 'Cộng lại mọi lần xuất nhập và giữ hàng rồi so với số liệu',
      submit: 'Kiểm tra ngay',
      clean: 'Mọi số liệu đều khớp',
      differs_other: '{{count}} chỗ không khớp',
      differsText: 'Vẫn bán hàng được. Hãy gửi danh sách này cho bộ phận hỗ trợ.',
    },
  },
}
