import type { account as en } from '../en/account.ts'
import type { Words } from '../words.ts'

export const account: Words<typeof en> = {
  account: {
    title: 'Tài khoản nhận chuyển khoản',
    hint: 'Khách quét mã ở quầy và trên trang thanh toán để chuyển tới đây.',
    none: 'Chưa ghi tài khoản nào. Khách chỉ chuyển được theo mã mà bạn tự đưa.',
    say: 'Ghi tài khoản',
    change: 'Sửa',
    ownerOnly: 'Chỉ chủ tiệm sửa được.',
    fixed: 'Tài khoản này được đặt khi chạy máy chủ (HOLDFAST_BANK_ACCOUNT) và chỉ đổi được ở đó.',
    dialog: 'Tài khoản nhận chuyển khoản',
    bank: 'Ngân hàng',
    bankHint: 'Tìm theo tên hoặc sáu chữ số',
    number: 'Số tài khoản',
    name: 'Chủ tài khoản',
    nameHint: 'Như ngân hàng ghi',
    try: 'Trước khi lưu, hãy quét bằng ứng dụng ngân hàng: phải hiện đúng chủ tài khoản. Đừng chuyển tiền.',
    tryLater: 'Mã để quét thử hiện ở đây khi đã có ngân hàng và số tài khoản.',
    picture: 'VietQR của tài khoản',
    remove: 'Không nhận chuyển khoản',
    saved: 'Đã lưu. Mọi máy sẽ hiện tài khoản mới.',
    removed: 'Đã lưu. Không máy nào hiện mã nữa.',
    refused: 'Tài khoản đã được đặt khi chạy máy chủ',
    refusedText: 'Chưa đổi gì cả. Hãy đổi HOLDFAST_BANK_ACCOUNT ở máy chủ rồi chạy lại.',
    wrong: {
      bank: 'Hãy chọn ngân hàng',
      number: '4 đến 19 chữ số hoặc chữ cái, không có khoảng trắng',
      name: '1 đến 100 ký tự',
    },
  },
}
