import { encode } from 'uqr'
import { expect, it } from 'vitest'
import { ticketCode } from '../../../shared/orders/tickets.ts'
import { type TicketText, ticketsHtml } from './ticketHtml.ts'

const order = '01912f6e-0000-7000-8000-000000000000'
const ticket = (line: number): TicketText => ({
  ...{ code: ticketCode(order, line), shop: 'Rạp <Quận 1>', heading: 'Vé vào cửa', event: 'Mùa hoa sữa' },
  ...{ startsAt: '23/11/2026 19:30', hall: 'Phòng 1', seatWord: 'Ghế', seat: `C${line}`, price: '110.000 ₫' },
  ...{ place: `Vé ${line}/2`, number: '3-261123-0017', hint: 'Đưa vé này ở cửa vào' },
})

it('each seat has a ticket of its own, with its code to be scanned and to be read', () => {
  const html = ticketsHtml([ticket(1), ticket(2)], 'vi', '3-261123-0017')
  expect(html.match(/<article>/g)).toHaveLength(2)
  expect(html.match(/<svg /g)).toHaveLength(2)
  for (const line of [1, 2]) expect(html).toContain(`<small>${order}.${line}</small>`)
  // Two codes are two pictures.
  const pictures = html.match(/<svg [\s\S]*?<\/svg>/g) ?? []
  expect(pictures[0]).not.toBe(pictures[1])
  // Small enough to be read off thermal paper of 38 mm: a module of 1 mm or so.
  expect(encode(ticketCode(order, 1), { ecc: 'M' }).size).toBeLessThanOrEqual(37)
})

it('nothing of a name is taken for markup', () => {
  expect(ticketsHtml([ticket(1)], 'vi', 'x')).toContain('Rạp &lt;Quận 1&gt;')
})
