import type { Money } from './money.ts'

/** Currencies whose major unit is not of a hundred, by how many digits it has after the point. Đồng has none. Source: ISO 4217. */
const digitsApart: ReadonlyMap<string, number> = new Map(
  Object.entries({
    0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
    3: 'BHD IQD JOD KWD LYD OMR TND',
    4: 'CLF UYW',
  }).flatMap(([digits, codes]) => codes.split(' ').map((code) => [code, Number(digits)] as const)),
)

/** Digits after the decimal point of a currency's major unit. */
export const digitsOf = (currency: string): number => digitsApart.get(currency) ?? 2

const made = new Map<string, Intl.NumberFormat>()

/** Made once for each language and currency: that takes longer than to write a whole receipt with it. */
const formatOf = (locale: string, currency: string): Intl.NumberFormat => {
  const key = `${locale} ${currency}`
  const known = made.get(key)
  if (known !== undefined) return known
  const digits = digitsOf(currency)
  const options = { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const
  const format = new Intl.NumberFormat(locale, options)
  made.set(key, format)
  return format
}

/** Writes money for people, e.g. `199.000 ₫` in Vietnamese. `locale` is a BCP 47 tag. */
export const formatMoney = ({ amount, currency }: Money, locale: string): string =>
  formatOf(locale, currency).format(amount / 10 ** digitsOf(currency))
