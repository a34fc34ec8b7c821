import { claimsOf } from '../housekeeping/everyHold.ts'
import {
  amount,
  at,
  between,
  channel,
  code,
  currency,
  customerOf,
  location,
  moment,
  number,
  orderNumber,
  orderState,
  sku,
  table,
  text,
  customerColumns,
} from './columns.ts'
import {
  holdReasonWords,
  holdStateWords,
  methodWords,
  orderStateWords,
  refundReasonWords,
  refundStateWords,
  refundWayWords,
  returnReasonWords,
  returnStateWords,
} from './codeWords.ts'
import { goodsLists } from './goodsLists.ts'
import type { Sql } from '../db/connect.ts'
import type { ExportQuery, ExportTable, Row } from './table.ts'

/** Nothing ends before it was placed, but for what clocks of a transaction differ by: so no month is read that was put away before. */
const notBefore = (sql: Sql, { from }: ExportQuery) =>
  from === null ? sql`true` : sql`(h.ended_at is null or h.ended_at >= ${new Date(from.getTime() - 3_600_000)})`

/** Every list that can be taken out, oldest first where it has an age. */
export const exportLists = {
  ...goodsLists,
  orders: table(
    'Đơn hàng',
    'Orders',
    [
      ...[text('number', 'Số đơn', 'Number'), code('state', 'Trạng thái', 'State', orderStateWords), channel, location],
      ...[
        moment('placedAt', 'Lúc đặt', 'Placed'),
        amount('total', 'Tổng', 'Total'),
        amount('paid', 'Đã trả', 'Paid'),
        currency,
      ],
      ...[
        code('method', 'Cách trả', 'Method', methodWords),
        ...customerColumns,
        text('carrier', 'Nhà vận chuyển', 'Carrier'),
      ],
      ...[text('parcel', 'Mã kiện', 'Parcel'), text('goods', 'Hàng', 'Goods')],
    ],
    (sql, query) => sql<Row[]>`
      select o.number, ${orderState(sql)} as state, o.channel, o.location, o.placed_at as "placedAt", o.total, o.currency, coalesce(o.method, 'cash') as method, o.carrier, o.parcel,
        ${customerOf(sql, 'o')}, (select coalesce(sum(p.amount), 0)::float8 from payments p where p.order_id = o.id) as paid,
        (select string_agg(l.quantity || ' × ' || l.name, ', ' order by l.line) from order_lines l where l.order_id = o.id) as goods
      from orders o where ${at('o.location')(sql, query)} and ${between('o.placed_at')(sql, query)} order by o.placed_at, o.id`,
  ),
  payments: table(
    'Tiền đã nhận',
    'Payments',
    [
      ...[orderNumber, channel, location, moment('at', 'Lúc nhận', 'Received'), amount('amount', 'Số tiền', 'Amount')],
      ...[currency, code('method', 'Cách trả', 'Method', methodWords), text('reference', 'Mã tham chiếu', 'Reference')],
      ...[text('till', 'Quầy', 'Till'), text('staff', 'Người thu', 'Taken by')],
    ],
    (sql, query) => sql<Row[]>`
      select o.number as order, o.channel, o.location, p.at, p.amount, o.currency, p.method, p.reference, t.name as till, coalesce(s.name, p.staff) as staff
      from payments p join orders o on o.id = p.order_id left join terminals t on t.id = p.terminal left join staff s on s.id = p.staff
      where ${at('o.location')(sql, query)} and ${between('p.at')(sql, query)} order by p.at, p.id`,
  ),
  refunds: table(
    'Hoàn tiền',
    'Refunds',
    [
      ...[orderNumber, channel, location, amount('amount', 'Số tiền', 'Amount'), currency],
      ...[code('state', 'Trạng thái', 'State', refundStateWords), code('reason', 'Lý do', 'Reason', refundReasonWords)],
      ...[
        moment('raisedAt', 'Từ lúc', 'Due since'),
        moment('doneAt', 'Lúc hoàn', 'Sent'),
        text('doneBy', 'Người hoàn', 'Sent by'),
      ],
      ...[
        code('way', 'Cách', 'Way', refundWayWords),
        text('reference', 'Mã tham chiếu', 'Reference'),
        text('failure', 'Lỗi', 'Failure'),
      ],
    ],
    (sql, query) => sql<Row[]>`
      select o.number as order, o.channel, o.location, r.amount, o.currency, r.state, r.reason, r.raised_at as "raisedAt", r.done_at as "doneAt",
        r.done_by as "doneBy", r.way, r.reference, r.failure
      from refunds r join orders o on o.id = r.order_id
      where r.state <> 'withdrawn' and ${at('o.location')(sql, query)} and ${between('r.raised_at')(sql, query)} order by r.raised_at, r.id`,
  ),
  holds: table(
    'Giữ hàng',
    'Holds',
    [
      ...[
        text('id', 'Mã', 'Id'),
        code('state', 'Trạng thái', 'State', holdStateWords),
        channel,
        location,
        moment('placedAt', 'Giữ lúc', 'Placed'),
      ],
      ...[
        moment('expiresAt', 'Giữ đến', 'Until'),
        moment('endedAt', 'Kết thúc', 'Ended'),
        code('reason', 'Lý do', 'Reason', holdReasonWords),
      ],
      ...[number('units', 'Số lượng', 'Pieces'), text('skus', 'SKU', 'SKUs'), ...customerColumns],
    ],
    (sql, query) => sql<Row[]>`
      select h.id, case when h.state = 'held' and h.expires_at <= now() then 'expired' else h.state end as state, h.channel, h.location,
        h.placed_at as "placedAt", h.expires_at as "expiresAt", h.ended_at as "endedAt", h.reason, c.units, c.skus, ${customerOf(sql, 'h')}
      from every_hold h left join lateral (
        select sum(quantity)::int as units, string_agg(sku, ', ' order by line) as skus from ${claimsOf(sql, 'stock_claims')}
      ) c on true
      where ${at('h.location')(sql, query)} and ${between('h.placed_at')(sql, query)} and ${notBefore(sql, query)} order by h.placed_at, h.id`,
  ),
  returns: table(
    'Hàng trả về',
    'Returns',
    [
      ...[
        orderNumber,
        text('parcel', 'Mã kiện', 'Parcel'),
        code('state', 'Trạng thái', 'State', returnStateWords),
        location,
        sku,
      ],
      ...[number('expected', 'Dự kiến', 'Expected'), number('received', 'Đã nhận', 'Received')],
      ...[
        number('sellable', 'Bán được', 'Sellable'),
        number('damaged', 'Hư hỏng', 'Damaged'),
        number('scrap', 'Bỏ', 'Scrap'),
      ],
      ...[
        code('reason', 'Lý do', 'Reason', returnReasonWords),
        moment('openedAt', 'Mở lúc', 'Opened'),
        moment('receivedAt', 'Nhận lúc', 'Received at'),
      ],
      ...[moment('inspectedAt', 'Kiểm lúc', 'Inspected at'), moment('closedAt', 'Đóng lúc', 'Closed at')],
    ],
    (sql, query) => sql<Row[]>`
      select o.number as order, r.parcel, r.state, coalesce(r.received_in, r.location) as location, l.sku, l.expected, l.received, l.sellable, l.damaged, l.scrap,
        r.reason, r.opened_at as "openedAt", r.received_at as "receivedAt", r.inspected_at as "inspectedAt", r.closed_at as "closedAt"
      from returns r join orders o on o.id = r.order_id join return_lines l on l.return_id = r.id
      where ${at('r.location')(sql, query)} and ${between('r.opened_at')(sql, query)} order by r.opened_at, r.id, l.line`,
  ),
  vouchers: table(
    'Voucher',
    'Vouchers',
    [
      ...[text('code', 'Mã', 'Code'), text('campaign', 'Chương trình', 'Campaign'), text('name', 'Tên', 'Name')],
      ...[number('uses', 'Số lượt', 'Uses'), number('held', 'Đang giữ', 'Held'), number('used', 'Đã dùng', 'Used')],
      ...[
        moment('voidAt', 'Huỷ lúc', 'Void since'),
        moment('validFrom', 'Từ', 'Valid from'),
        moment('validUntil', 'Đến', 'Valid until'),
      ],
    ],
    (sql) => sql<Row[]>`
      select v.code, v.campaign, c.name, c.uses_per_code as uses, n.held, n.used, v.void_at as "voidAt", c.valid_from as "validFrom", c.valid_until as "validUntil"
      from vouchers v join voucher_campaigns c on c.code = v.campaign
      left join lateral (
        select count(*) filter (where ends_at > now())::int as held, count(*) filter (where ends_at is null)::int as used
        from voucher_claims k where k.code = v.code and k.active
      ) n on true
      order by v.campaign, v.code`,
  ),
} as const satisfies Record<string, ExportTable>

export type ExportName = keyof typeof exportLists
export const exportNames = [
  'orders',
  'payments',
  'refunds',
  'stock',
  'holds',
  'returns',
  'vouchers',
  'preorders',
  'transfers',
  'discrepancies',
  'movements',
] as const satisfies readonly ExportName[]
