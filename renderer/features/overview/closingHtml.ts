import { escapeHtml } from '../counter/receiptHtml.ts'

/** A day's closing in words and figures, for the screen and for the printer alike. */
export interface ClosingText {
  readonly language: string
  readonly shop: string
  readonly title: string
  readonly asOf: string
  readonly parts: readonly {
    readonly heading: string
    readonly rows: readonly {
      readonly word: string
      readonly count: string
      readonly amount: string
      readonly isSum?: boolean
    }[]
  }[]
  readonly signature: string
}

/** Black on white, for A4; system fonts, since a printer's window loads nothing. */
const style = `
@page { size: A4; margin: 18mm }
* { margin: 0; padding: 0; box-sizing: border-box }
body { font: 13px/1.5 Inter, "Segoe UI", Roboto, sans-serif; color: #000; background: #fff; font-variant-numeric: tabular-nums }
h1 { font-size: 20px }
h2 { margin: 7mm 0 1mm; font-size: 14px }
p { color: #333 }
table { width: 100%; border-collapse: collapse }
td { padding: 1mm 0; border-top: 1px solid #bbb }
td:nth-child(2), td:nth-child(3) { width: 22%; text-align: right; white-space: nowrap }
.sum td { border-top: 1px solid #000; font-weight: 700 }
footer { width: 60mm; margin: 18mm 0 0 auto; padding-top: 1mm; border-top: 1px solid #000; text-align: center }
`

/** A page of its own with one day's closing, to be printed or kept as a PDF. */
export const closingHtml = ({ language, shop, title, asOf, parts, signature }: ClosingText): string => {
  const tables = parts
    .map(({ heading, rows }) => {
      const lines = rows
        .map(
          ({ word, count, amount, isSum }) =>
            `<tr${isSum === true ? ' class="sum"' : ''}><td>${escapeHtml(word)}</td><td>${escapeHtml(count)}</td><td>${escapeHtml(amount)}</td></tr>`,
        )
        .join('')
      return `<h2>${escapeHtml(heading)}</h2><table>${lines}</table>`
    })
    .join('')
  return `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${style}</style></head><body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(shop)} · ${escapeHtml(asOf)}</p>${tables}<footer>${escapeHtml(signature)}</footer></body></html>`
}
