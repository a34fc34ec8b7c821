import type { HeldBy, Item, Level, Person, Place, Shop } from '../app/terminal.ts'

const place = (type: Place['type'], code: string, name: string, more: Partial<Place> = {}): Place => ({
  id: `${type}:${code}`,
  type,
  code,
  name,
  timeZone: null,
  kind: null,
  holdTtlSeconds: null,
  _deleted: false,
  ...more,
})

const zone = { timeZone: 'Asia/Ho_Chi_Minh' }
const locations = [
  place('location', 'q1', 'Tiệm Mây · Quận 1', zone),
  place('location', 'td', 'Tiệm Mây · Thủ Đức', zone),
]
const channels = [
  place('channel', 'counter', 'Quầy', { kind: 'pos', holdTtlSeconds: 900 }),
  place('channel', 'web', 'web', { kind: 'web' }),
  place('channel', 'shopee', 'sàn', { kind: 'marketplace' }),
  place('channel', 'phone', 'điện thoại', { kind: 'phone' }),
]

export const shop: Shop = {
  currency: 'VND',
  transfers: { account: { bin: '970436', account: '0123456789', name: 'TIEM MAY' } },
  terminal: { id: 't1', name: 'Quầy 1', location: 'q1', channel: 'counter' },
  location: locations[0] ?? null,
  locations,
  channels,
}

export const people: readonly Person[] = [
  { id: 'lan', name: 'Nguyễn Thị Lan', role: 'staff' },
  { id: 'minh', name: 'Trần Quang Minh', role: 'staff' },
  { id: 'huong', name: 'Lê Thu Hương', role: 'host' },
  { id: 'dung', name: 'Phạm Văn Dũng', role: 'manager' },
  { id: 'mai', name: 'Võ Tuyết Mai', role: 'admin' },
]

const goods: readonly (readonly [name: string, price: number, onHand: number])[] = [
  ['Áo thun trắng cổ tròn, size M', 199_000, 12],
  ['Áo thun trắng cổ tròn, size L', 199_000, 3],
  ['Áo sơ mi linen xanh rêu', 459_000, 7],
  ['Quần tây ống suông đen', 520_000, 5],
  ['Đầm hoa nhí tay phồng', 689_000, 2],
  ['Cà phê rang mộc Cầu Đất 500 g', 165_000, 40],
  ['Cà phê phin giấy, hộp 10 gói', 89_000, 64],
  ['Trà sen Tây Hồ 100 g', 320_000, 9],
  ['Nến thơm quế và cam', 245_000, 18],
  ['Bình gốm Bát Tràng men lam', 780_000, 4],
  ['Tô gốm Chu Đậu', 210_000, 22],
  ['Khăn lụa Vạn Phúc', 560_000, 6],
  ['Túi cói quai da', 395_000, 11],
  ['Nón lá Huế', 120_000, 30],
  ['Sổ tay giấy dó', 95_000, 25],
  ['Bưu thiếp Sài Gòn, bộ 12 tấm', 75_000, 50],
  ['Mật ong hoa cà phê 350 ml', 185_000, 16],
  ['Sô-cô-la Bến Tre 70%', 98_000, 0],
  ['Xà phòng thảo mộc sả chanh', 65_000, 44],
  ['Giày vải đế bằng, size 38', 430_000, 1],
]

export interface Stocked {
  readonly item: Item
  readonly onHand: number
}

/** The goods, and as many more made-up ones as a long list needs. */
export const stockOf = (count: number): readonly Stocked[] =>
  Array.from({ length: Math.max(goods.length, count) }, (_, place_) => {
    const [name, price, onHand] = goods[place_ % goods.length] ?? ['', 0, 0]
    const again = Math.floor(place_ / goods.length)
    const sku = `TM-${String(place_ + 1).padStart(4, '0')}`
    return {
      item: {
        sku,
        name: again === 0 ? name : `${name} (lô ${again})`,
        barcodes: [String(8_930_000_000_000 + place_)],
        price,
        currency: 'VND',
        listed: true,
      },
      onHand: onHand + again,
    }
  })

/** What others hold when the script begins. */
export const heldByOthers = (now: number): ReadonlyMap<string, readonly HeldBy[]> => {
  const hold = (id: string, channel: string, quantity: number, placedMinutesAgo: number, minutes: number): HeldBy => ({
    hold: id,
    channel,
    terminal: channel === 'counter' ? 't2' : null,
    staff: channel === 'counter' ? 'minh' : null,
    quantity,
    placedAt: now - placedMinutesAgo * 60_000,
    expiresAt: now + (minutes - placedMinutesAgo) * 60_000,
    settled: true,
  })
  return new Map([
    ['TM-0002', [hold('h1', 'web', 2, 6, 15), hold('h2', 'web', 1, 13, 15)]],
    ['TM-0005', [hold('h3', 'shopee', 1, 27, 30)]],
    ['TM-0006', [hold('h4', 'web', 5, 2, 15), hold('h5', 'counter', 2, 14.5, 15), hold('h6', 'phone', 3, 100, 4320)]],
    ['TM-0010', [hold('h7', 'shopee', 1, 5, 30)]],
    ['TM-0020', [hold('h8', 'web', 1, 14.4, 15)]],
  ])
}

export const levelOf = ({ item, onHand }: Stocked, holders: readonly HeldBy[]): Level => {
  const heldBy: Record<string, number> = {}
  for (const { channel, quantity } of holders) heldBy[channel] = (heldBy[channel] ?? 0) + quantity
  const held = holders.reduce((sum, { quantity }) => sum + quantity, 0)
  return {
    sku: item.sku,
    name: item.name,
    listed: item.listed,
    onHand,
    held,
    available: onHand - held,
    heldBy,
    heldUntil: holders.length === 0 ? null : Math.min(...holders.map(({ expiresAt }) => expiresAt)),
    safetyStock: 0,
    inTransit: 0,
    returning: 0,
    quarantined: item.sku === 'TM-0009' ? 4 : 0,
    damaged: 0,
  }
}
