import type { people as en } from '../en/people.ts'
import type { Words } from '../words.ts'

export const people: Words<typeof en> = {
  people: {
    title: 'Nhân viên',
    hint: 'Ai được đăng nhập ở các máy bán hàng, và được làm gì.',
    add: 'Thêm nhân viên',
    change: 'Sửa',
    changeOne: 'Sửa {{name}}',
    you: 'là bạn',
    isGone: 'đã nghỉ',
    name: 'Tên',
    nameHint: 'Như trên ô đăng nhập và trên hoá đơn',
    namesake: 'Đã có {{name}}: hai ô đăng nhập sẽ giống nhau',
    goneNamesake: '{{name}} từng làm ở đây: hãy đóng lại và chọn Nhận lại',
    role: 'Vai trò',
    may: {
      staff: 'Bán hàng, nhận đặt chỗ và đơn hàng, nhận hàng trả.',
      host: 'Như thu ngân, dành cho người đón khách.',
      manager: 'Thêm: đếm kho, nhả hàng người khác giữ, sửa hàng hoá, giá, kênh bán, nhân viên và cài đặt.',
      admin: 'Làm được mọi việc, kể cả với quản lý và chủ tiệm khác.',
    },
    pin: 'Mã PIN',
    pinHint: '4 đến 8 chữ số, để đăng nhập',
    newPin: 'Mã PIN mới',
    newPinHint: 'Bỏ trống: giữ mã cũ. Có mã mới thì ở máy khác phải đăng nhập lại.',
    letGo: 'Đã nghỉ làm',
    saved: 'Đã lưu: {{name}}',
    gone: '{{name}} không đăng nhập được nữa. Những gì đã làm vẫn còn trong sổ.',
    again: 'Nhận lại',
    againOne: 'Nhận lại {{name}}',
    wrong: { name: '1 đến 100 ký tự', pin: '4 đến 8 chữ số' },
    refused: {
      taken: 'Vừa có người cùng tên được thêm vào',
      gone: 'Không còn người này nữa',
      beyond_role: 'Vai trò của bạn không sửa được người này',
      oneself: 'Không ai tự đổi vai trò hay tự cho mình nghỉ',
      text: 'Chưa lưu gì cả. Danh sách vừa được đọc lại: hãy xem lại.',
    },
  },
}
