import {
  amount,
  at,
  between,
  code,
  currency,
  location,
  moment,
  number,
  orderNumber,
  sku,
  table,
  text,
} from './columns.ts'
import { bucketWords, discrepancyWords, listedWords, movementWords, transferStateWords } from './codeWords.ts'
import type { ExportTable, Row } from './table.ts'
import { ofLevel } from '../kinds/stock/ofLevel.ts'

/** The lists of goods: what there is, what comes, what moved, and what does not add up. */
export const goodsLists = {
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
      ...[number('inTransit', 'Đang về', 'On the way'), number('returning', 'Đang trả về', 'Returning')],
      ...[number('quarantined', 'Chờ kiểm', 'Quarantined'), number('damaged', 'Hư hỏng', 'Damaged')],
      ...[amount('price', 'Giá', 'Price'), currency, code('listed', 'Còn bán', 'Sold', listedWords)],
    ],
    (sql, query) => sql<Row[]>`
      select l.sku, i.name, l.location, l.on_hand as "onHand", v.held, l.allotted, l.on_hand - v.held - l.allotted - i.safety_stock as available,
        l.in_transit as "inTransit", l.in_return as returning, l.quarantined, l.damaged, i.price, i.currency, i.listed::text as listed
      from stock_levels l join items i on i.sku = l.sku
      cross join lateral (select l.held - coalesce((select sum(c.quantity) from stock_claims c
        where c.active and ${ofLevel(sql, 'c', sql`l.location`, sql`l.sku`)} and c.expires_at <= now()), 0)::int as held) v
      where ${at('l.location')(sql, query)} order by l.sku, l.location`,
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
  transfers: table(
    'Chuyển kho',
    'Transfers',
    [
      ...[text('number', 'Số phiếu', 'Number'), code('state', 'Trạng thái', 'State', transferStateWords)],
      ...[text('from', 'Từ', 'From'), text('to', 'Đến', 'To'), sku, text('name', 'Tên hàng', 'Name')],
      ...[number('sent', 'Đã gửi', 'Sent'), number('received', 'Đã nhận', 'Received'), text('note', 'Ghi chú', 'Note')],
      ...[moment('sentAt', 'Gửi lúc', 'Sent at'), text('sentBy', 'Người gửi', 'Sent by')],
      ...[moment('receivedAt', 'Nhận lúc', 'Received at'), text('receivedBy', 'Người nhận', 'Received by')],
      moment('closedAt', 'Đóng lúc', 'Closed at'),
    ],
    (sql, query) => sql<Row[]>`
      select t.number, t.state, t.from_location as "from", t.to_location as "to", l.sku, i.name, l.sent, l.received, t.note, t.sent_at as "sentAt",
        coalesce(s.name, t.sent_by) as "sentBy", t.received_at as "receivedAt", coalesce(r.name, t.received_by) as "receivedBy", t.closed_at as "closedAt"
      from transfers t join transfer_lines l on l.transfer_id = t.id left join items i on i.sku = l.sku
      left join staff s on s.id = t.sent_by left join staff r on r.id = t.received_by
      where (${at('t.from_location')(sql, query)} or ${at('t.to_location')(sql, query)}) and ${between('t.sent_at')(sql, query)} order by t.sent_at, t.id, l.line`,
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
      from movements m left join orders o on o.id = m.order_id
      where ${at('m.location')(sql, query)} and ${between('m.at')(sql, query)} order by m.location, m.sku, m.entry, m.place`,
  ),
} as const satisfies Record<string, ExportTable>
