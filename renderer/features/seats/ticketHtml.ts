import { renderSVG } from 'uqr'
import { escapeHtml } from '../counter/receiptHtml.ts'

/** A ticket in words and figures, for the printer. */
export interface TicketText {
  readonly code: string
  readonly shop: string
  readonly heading: string
  readonly event: string
  readonly startsAt: string
  readonly hall: string
  readonly seatWord: string
  readonly seat: string
  readonly price: string
  /** `2 of 3`, and the number of the receipt. */
  readonly place: string
  readonly number: string
  readonly hint: string
}

/** Black on white, for paper of 80 mm; each ticket on a piece of its own. */
const style = `
@page { size: 80mm auto; margin: 0 }
* { margin: 0; padding: 0; box-sizing: border-box }
body { font: 12px/1.35 Inter, "Segoe UI", Roboto, sans-serif; color: #000; background: #fff; font-variant-numeric: tabular-nums }
article { width: 72mm; margin: 0 auto; padding: 4mm 0; text-align: center; break-after: page }
article:last-child { break-after: auto }
h1 { margin: 1mm 0; font-size: 19px; line-height: 1.2 }
.when { font-size: 15px; font-weight: 600 }
.seat { margin: 2mm 0; padding: 2mm 0; border-block: 1px dashed #000 }
.seat b { display: block; font-size: 34px; line-height: 1.1 }
svg { width: 38mm; height: 38mm; margin: 2mm auto }
small { font-size: 10px }
`

const ticket = (text: TicketText): string => {
  const lines = [text.heading, text.shop].map((line) => `<div>${escapeHtml(line)}</div>`).join('')
  const seat = `<div class="seat">${escapeHtml(text.hall)}<b>${escapeHtml(`${text.seatWord} ${text.seat}`)}</b>${escapeHtml(text.price)}</div>`
  const foot = [text.hint, `${text.place} · ${text.number}`].map((line) => `<div>${escapeHtml(line)}</div>`).join('')
  return `<article>${lines}<h1>${escapeHtml(text.event)}</h1><div class="when">${escapeHtml(text.startsAt)}</div>${seat}${renderSVG(text.code, { border: 2, ecc: 'M' })}${foot}<small>${escapeHtml(text.code)}</small></article>`
}

/** A page with tickets and nothing else, to be given to the printer. */
export const ticketsHtml = (tickets: readonly TicketText[], language: string, title: string): string =>
  `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${style}</style></head><body>${tickets.map(ticket).join('')}</body></html>`
