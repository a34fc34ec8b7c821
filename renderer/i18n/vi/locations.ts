import type { locations as en } from '../en/locations.ts'
import type { Words } from '../words.ts'

export const locations: Words<typeof en> = {
  locations: {
    title: 'Chi nhánh',
    hint: 'Mỗi nơi có kho và máy bán hàng riêng. Tên được in trên hoá đơn.',
    add: 'Thêm chi nhánh',
    rename: 'Đổi tên',
    renameOne: 'Đổi tên {{name}}',
    here: 'máy này ở đây',
    zone: 'múi giờ {{zone}}',
    name: 'Tên',
    nameHint: 'Như khách vẫn gọi, ví dụ kèm tên đường',
    newHint: 'Múi giờ như ở đây. Sau đó hãy ghép máy bán hàng ở nơi đó và chuyển hàng tới.',
    saved: 'Đã lưu: {{name}}',
    wrong: { length: '1 đến 200 ký tự', same: 'Đã có chi nhánh mang tên này' },
    taken: 'Vừa có chi nhánh cùng tên được thêm vào',
    takenText: 'Chưa lưu gì cả. Hãy đóng và xem lại danh sách.',
  },
}
