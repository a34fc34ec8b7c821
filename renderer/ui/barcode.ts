import JsBarcode from 'jsbarcode'

/** Light edges on both sides, in bars of the thinnest kind: without them a scanner does not find the beginning. */
const quiet = 10

export interface Barcode {
  /** How wide it is with its light edges, in bars of the thinnest kind. */
  readonly width: number
  /** The dark bars as a path of SVG, 1 high: whoever draws it says how high it is. */
  readonly path: string
}

/**
 * A text as a Code 128: what every scanner at a counter reads, a laser too, which no QR code can be read by.
 * @param text printable ASCII
 * @throws Error where the text has signs that Code 128 does not have
 */
export const barcodeOf = (text: string): Barcode => {
  const drawn: { encodings?: readonly { readonly data: string }[] } = {}
  JsBarcode(drawn, text, { format: 'CODE128' })
  const modules = (drawn.encodings ?? []).map(({ data }) => data).join('')
  const bars = [...modules.matchAll(/1+/g)].map(
    ({ index, 0: bar }) => `M${quiet + index} 0h${bar.length}v1h-${bar.length}z`,
  )
  return { width: modules.length + 2 * quiet, path: bars.join('') }
}
