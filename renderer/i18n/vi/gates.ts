import type { gates as en } from '../en/gates.ts'
import type { Words } from '../words.ts'

export const gates: Words<typeof en> = {
  starting: { title: 'Đang mở máy bán hàng' },
  pairing: {
    title: 'Ghép máy này',
    text: 'Quản lý tạo mã dùng một lần trong Cài đặt ở một máy khác. Nhập mã đó để thiết bị này thành máy bán hàng của tiệm.',
    code: 'Mã dùng một lần',
    codeHint: 'Như trên màn hình của quản lý',
    name: 'Tên máy này',
    nameHint: 'Để mọi người biết là máy nào',
    defaultName: 'Quầy 1',
    submit: 'Ghép máy',
    demo: {
      title: 'Máy chủ này có tiệm dùng thử',
      text: 'Bạn có thể xem thử mà không cần mã. Tên nhân viên và mã PIN nằm trong README.',
      submit: 'Dùng tiệm thử',
    },
    plainHttp: {
      title: 'Địa chỉ này không mở được khi mất mạng',
      text: 'Mất mạng vẫn bán tiếp được, miễn là không đóng trang này. Muốn mở được cả khi mất mạng, hãy dùng ứng dụng máy tính hoặc địa chỉ https.',
    },
    failed: {
      wrong_code: {
        title: 'Mã này không dùng được',
        text: 'Mã có thể đã dùng rồi hoặc hết hạn. Xem lại mã, hoặc xin quản lý mã mới.',
      },
      offline: {
        title: 'Chưa kết nối được với máy chủ',
        text: 'Mã vẫn còn dùng được. Kiểm tra mạng rồi thử lại.',
      },
      too_many_tries: {
        title: 'Nhập sai mã quá nhiều lần',
        text: 'Để an toàn, máy chủ tạm ngừng nhận mã. Thử lại sau vài phút.',
      },
      fault: { title: 'Lần này máy chủ chưa trả lời', text: 'Mã vẫn còn dùng được. Lát nữa thử lại.' },
    },
  },
  hubChoice: {
    title: 'Máy chủ của tiệm ở đâu?',
    text: 'Máy chủ giữ hàng hoá và mọi lời hẹn giữ hàng của tiệm. Mỗi tiệm có một máy chủ, các máy bán hàng cùng dùng.',
    here: {
      title: 'Trên máy này',
      text: 'Cho máy đầu tiên hoặc duy nhất của tiệm. Máy chủ chạy khi ứng dụng này mở.',
      submit: 'Chạy máy chủ ở đây',
      failedTitle: 'Chưa chạy được máy chủ ở đây',
      failedText:
        'Chưa có gì thay đổi. Xem ổ đĩa có đầy không, hay chương trình khác đang dùng thư mục của nó, rồi thử lại.',
    },
    network: {
      title: 'Trên một máy khác của tiệm',
      text: 'Cho các máy tiếp theo.',
      label: 'Địa chỉ máy chủ',
      submit: 'Kết nối',
    },
    back: 'Quay lại',
    another: 'Dùng máy chủ khác',
    change: 'Muốn dùng máy chủ khác, hãy gỡ ghép máy này trước',
  },
  newShop: {
    title: 'Tiệm mới',
    text: 'Máy chủ này chưa có tiệm nào. Trả lời ba câu là bắt đầu được.',
    shopName: 'Tên tiệm',
    shopHint: 'Như trên hoá đơn',
    managerName: 'Tên của bạn',
    managerHint: 'Bạn là người đầu tiên đăng nhập, và được làm mọi việc',
    pin: 'Mã PIN của bạn',
    pinHint: '4 đến 8 chữ số, dùng để đăng nhập',
    counter: 'Quầy',
    submit: 'Mở tiệm',
    taken: {
      title: 'Máy chủ này đã có tiệm rồi',
      text: 'Có người vừa lập trước. Hãy xin họ mã dùng một lần.',
    },
    demo: {
      title: 'Chỉ muốn xem thử?',
      text: 'Tiệm thử có sẵn hàng, giá và nhân viên. Chỉ để dùng thử; máy chủ đã có tiệm thử thì giữ luôn.',
      submit: 'Dùng tiệm thử',
    },
  },
  copying: {
    title: 'Đang lấy hàng hoá của tiệm',
    text: 'Chỉ làm một lần. Sau đó máy bán được cả khi mất mạng.',
    done_other: 'Đã lấy {{amount}} mục',
    offlineTitle: 'Đang mất mạng',
    offlineText: 'Phần đã lấy vẫn còn. Có mạng lại sẽ tiếp tục từ chỗ dừng.',
  },
  pairAgain: {
    copied: {
      title: 'Cần ghép lại máy này',
      text: 'Máy này là bản sao của một máy khác, hoặc bị đưa về trạng thái cũ; hai máy không được bán dưới cùng một tên.',
    },
    revoked: {
      title: 'Máy này đã bị khoá',
      text: 'Quản lý đã gỡ máy này. Muốn bán tiếp ở đây, hãy ghép lại bằng mã mới.',
    },
    unsent_other: '{{count}} thao tác chưa gửi được',
    unsentText: 'Chúng vẫn được giữ ở đây. Hãy xuất ra tệp và gửi bộ phận hỗ trợ trước, rồi mới ghép lại.',
    submit: 'Ghép lại',
  },
  secondTab: {
    title: 'Máy bán hàng đang mở ở một thẻ khác',
    text: 'Chỉ một thẻ được làm máy bán hàng, để không gì bị gửi hai lần. Hãy làm tiếp ở thẻ kia; khi thẻ đó đóng, thẻ này sẽ tiếp tục.',
  },
  broken: {
    full: {
      title: 'Máy này hết chỗ lưu',
      text: 'Những gì đã gửi máy chủ không mất, những gì đã ghi xong ở đây vẫn còn. Dọn bớt tệp trên ổ đĩa của máy này (đừng xoá dữ liệu trình duyệt), rồi tải lại.',
    },
    refused: {
      title: 'Trình duyệt này không cho lưu dữ liệu',
      text: 'Những gì đã gửi máy chủ không mất. Cửa sổ ẩn danh thường gây ra việc này: mở máy bán hàng trong cửa sổ thường, cho phép trang này lưu dữ liệu, rồi tải lại.',
    },
    fault: {
      title: 'Máy bán hàng không lưu được nữa',
      text: 'Những gì đã gửi máy chủ không mất, những gì đã ghi xong ở đây vẫn còn. Tải lại; nếu vẫn vậy, gọi bộ phận hỗ trợ và đọc dòng chữ nhỏ bên dưới.',
    },
    working: {
      title: 'Việc vừa làm có thể chưa được lưu',
      text: 'Nếu vừa thu tiền, hãy ghi lại ra giấy: món gì, bao nhiêu tiền. Tải lại xong, xem ở Hoạt động: nếu chưa có thì làm lại.',
    },
    waiting: {
      title_other: '{{count}} việc máy chủ chưa biết',
      text: 'Lưu ra tệp trước cho chắc, rồi mới tải lại. Những gì đã ghi xong sẽ tự gửi đi.',
    },
    detail: 'Cho bộ phận hỗ trợ: {{detail}}',
    submit: 'Tải lại',
  },
  signIn: {
    title: 'Ai đang làm?',
    emptyTitle: 'Chưa ai đăng nhập được',
    emptyText: 'Nhân viên sẽ hiện ở đây ngay khi được khai báo trên máy chủ.',
    pinText: 'Nhập mã PIN của bạn',
    keypad: 'Mã PIN',
    typed_other: 'Đã nhập {{count}} số',
    others: 'Người khác',
    submit: 'Đăng nhập',
    wrong: 'Mã PIN chưa đúng',
    wait: 'Vui lòng đợi một chút',
    waitFor: 'Thử lại được sau {{time}}.',
    tryAgain: 'Hãy thử lại.',
    unknown: 'Người này không còn đăng nhập ở đây được. Hãy chọn người khác.',
    letGo: '{{name}} không còn trong danh sách người của tiệm',
    letGoText:
      'Nên đã được đăng xuất. Giỏ hàng và mọi việc đã làm vẫn còn ở máy này. Nếu nhầm, hãy nhờ quản lý nhận lại.',
  },
}
