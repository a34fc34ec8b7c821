import { claimsOf } from '../housekeeping/everyHold.ts'
import {
  amount,
  at,
  between,
  channel,
  code,
  currency,
  customerColumns,
  customerOf,
  location,
  moment,
  number,
  orderNumber,
  orderState,
  sku,
  table,
  text,
} from './columns.ts'
import {
  bucketWords,
  discrepancyWords,
  holdReasonWords,
  holdStateWords,
  methodWords,
  movementWords,
  orderStateWords,
  refundReasonWords,
  refundStateWords,
  refundWayWords,
  returnReasonWords,
  returnStateWords,
} from './codeWords.ts'
import type { ExportTable, Row } from './table.ts'

/** Every list that can be taken out, oldest first where it has an age. */
export const exportLists = {
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
      select o.number, ${orderState(sql)} as state, o.channel, o.location, o.placed_at as "placedAt", o.total, o.currency, o.method, o.carrier, o.parcel,
        ${customerOf(sql, 'o')}, (select coalesce(sum(p.amount), 0)::float8 from payments p where p.order_id = o.id) as paid,
        (select string_agg(l.quantity || ' × ' || l.name, ', ' order by l.line) from order_lines l where l.order_id = o.id) as goods
      from orders o where ${at('o.location')(sql, query)} and ${between('o.placed_at')(sql, query)} order by o.placed_at, o.id`,
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
  stock: table(
    'Tồn kho',
    'Stock',
    [
      ...[
        sku,
        text('name', 'Tên hàng', 'Name'),
        location,
        number('onHand', 'Tồn kho', 'On hand'),
        number('held', 'Đang giữ', 'Held'),
      ],
      ...[number('allotted', 'Giao cho máy', 'Allotted'), number('available', 'Bán được', 'Available')],
      ...[number('inTransit', 'Đang chuyển', 'In transit'), number('returning', 'Đang trả về', 'Returning')],
      ...[number('quarantined', 'Chờ kiểm', 'Quarantined'), number('damaged', 'Hư hỏng', 'Damaged')],
      ...[amount('price', 'Giá', 'Price'), currency],
    ],
    (sql, query) => sql<Row[]>`
      select l.sku, i.name, l.location, l.on_hand as "onHand", v.held, l.allotted, l.on_hand - v.held - l.allotted - i.safety_stock as available,
        l.in_transit as "inTransit", l.in_return as returning, l.quarantined, l.damaged, i.price, i.currency
      from stock_levels l join items i on i.sku = l.sku
      cross join lateral (select l.held - coalesce((select sum(c.quantity) from stock_claims c
        where c.active and c.location = l.location and c.sku = l.sku and c.expires_at <= now()), 0)::int as held) v
      where ${at('l.location')(sql, query)} order by l.sku, l.location`,
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
      where ${at('h.location')(sql, query)} and ${between('h.placed_at')(sql, query)} order by h.placed_at, h.id`,
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
  preorders: table(
    'Đặt trước',
    'Pre-orders',
    [
      ...[sku, text('name', 'Tên hàng', 'Name'), location, number('quantity', 'Tổng', 'Quantity')],
      ...[
        number('promised', 'Đã hứa', 'Promised'),
        number('arrived', 'Đã về', 'Arrived'),
        number('open', 'Còn đặt được', 'Available'),
      ],
      moment('releaseAt', 'Ngày bán', 'Release'),
    ],
    (sql, query) => sql<Row[]>`
      select p.sku, i.name, p.location, p.quantity, p.promised, p.arrived, p.quantity - p.promised - p.arrived as open, p.release_at as "releaseAt"
      from preorders p join items i on i.sku = p.sku where ${at('p.location')(sql, query)} order by p.sku, p.location`,
  ),
  discrepancies: table(
    'Điều không khớp',
    'Discrepancies',
    [
      ...[
        moment('raisedAt', 'Lúc', 'Raised'),
        code('kind', 'Loại', 'Kind', discrepancyWords),
        location,
        text('what', 'Về', 'What'),
      ],
      ...[number('quantity', 'Số lượng', 'Quantity'), orderNumber, moment('settledAt', 'Xong lúc', 'Settled')],
      ...[text('settledBy', 'Người xử lý', 'Settled by'), text('note', 'Ghi chú', 'Note')],
    ],
    (sql, query) => sql<Row[]>`
      select d.raised_at as "raisedAt", d.kind, d.location, d.sku as what, d.quantity, o.number as order, d.settled_at as "settledAt",
        coalesce(s.name, d.settled_by) as "settledBy", d.note
      from discrepancies d left join orders o on o.id = d.order_id left join staff s on s.id = d.settled_by
      where ${at('d.location')(sql, query)} and ${between('d.raised_at')(sql, query)} order by d.raised_at, d.id`,
  ),
  movements: table(
    'Sổ kho',
    'Movements',
    [
      ...[
        moment('at', 'Lúc', 'At'),
        sku,
        location,
        code('from', 'Từ', 'From', bucketWords),
        code('to', 'Sang', 'To', bucketWords),
      ],
      ...[
        number('quantity', 'Số lượng', 'Quantity'),
        code('reason', 'Lý do', 'Reason', movementWords),
        orderNumber,
        text('hold', 'Giữ', 'Hold'),
      ],
    ],
    (sql, query) => sql<Row[]>`
      select m.at, m.sku, m.location, m.from_bucket as "from", m.to_bucket as "to", m.quantity, m.reason, o.number as order, m.hold
      from stock_movements m left join orders o on o.id = m.order_id
      where ${at('m.location')(sql, query)} and ${between('m.at')(sql, query)} order by m.location, m.sku, m.id`,
  ),
} as const satisfies Record<string, ExportTable>

export type ExportName = keyof typeof exportLists
export const exportNames = [
  'orders',
  'refunds',
  'stock',
  'holds',
  'returns',
  'vouchers',
  'preorders',
  'discrepancies',
  'movements',
] as const satisfies readonly ExportName[]
