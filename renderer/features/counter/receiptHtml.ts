import { barcodeOf } from '../../ui/barcode.ts'
import type { ReceiptText } from './useReceiptText.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

/** Black on white, for paper of 80 mm; system fonts, since a printer's window loads nothing. */
const style = `
@page { size: 80mm auto; margin: 0 }
* { margin: 0; padding: 0; box-sizing: border-box }
body { width: 72mm; margin: 0 auto; padding: 4mm 0; font: 12px/1.4 Inter, "Segoe UI", Roboto, sans-serif; color: #000; background: #fff; font-variant-numeric: tabular-nums }
header, footer { text-align: center }
header b { display: block; font-size: 15px }
table { width: 100%; margin: 3mm 0; border-collapse: collapse; border-block: 1px dashed #000 }
td { padding: .5mm 0; vertical-align: top }
td:last-child { text-align: right; white-space: nowrap }
.name td { padding-top: 1.5mm; font-weight: 600; text-align: left; white-space: normal; overflow-wrap: anywhere }
.sums { border: 0 }
footer svg { display: block; height: 12mm; margin: 2mm auto 0; shape-rendering: crispEdges }
.big td { font-size: 16px; font-weight: 700 }
`

/** Two dots of the printers that shops have, which print 8 to the millimetre: bars between two dots would come out uneven. */
const thinnestBarMm = 0.25

/** A page with one receipt and nothing else, to be given to the printer. */
export const receiptHtml = (text: ReceiptText): string => {
  const head = [text.heading, text.number, text.soldAt, text.staff, text.customer ?? '']
    .filter((line) => line !== '')
    .map((line) => `<div>${escapeHtml(line)}</div>`)
    .join('')
  const lines = text.lines
    .map(
      ({ name, count, sum }) =>
        `<tr class="name"><td colspan="2">${escapeHtml(name)}</td></tr><tr><td>${escapeHtml(count)}</td><td>${escapeHtml(sum)}</td></tr>`,
    )
    .join('')
  const sums = text.sums
    .map(
      ({ word, amount, big }) =>
        `<tr${big ? ' class="big"' : ''}><td>${escapeHtml(word)}</td><td>${escapeHtml(amount)}</td></tr>`,
    )
    .join('')
  const { width, path } = barcodeOf(text.code)
  const picture = `<svg width="${width * thinnestBarMm}mm" viewBox="0 0 ${width} 1" preserveAspectRatio="none"><path d="${path}"/></svg>`
  return `<!doctype html><html lang="${escapeHtml(text.language)}"><head><meta charset="utf-8"><title>${escapeHtml(text.number)}</title><style>${style}</style></head><body><header><b>${escapeHtml(text.shop)}</b>${head}</header><table>${lines}</table><table class="sums">${sums}</table><footer>${escapeHtml(text.thanks)}${picture}</footer></body></html>`
}
