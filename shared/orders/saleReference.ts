/** True for the number of a counter sale, as its receipt has it. */
export const isSaleNumber = (text: string): boolean => /^\d{1,6}-\d{6}-\d{4,5}$/.test(text)

/** True for the number of an order that somebody placed for later, as what its payers are given has it. */
export const isOrderNumber = (text: string): boolean => /^HF\d{6,}$/.test(text)

/** The number of an order that is made at a counter: of what the terminal counts its sales with, so that no other is like it. */
export const orderNumberOf = (saleNumber: string): string => `HF${saleNumber.replaceAll('-', '')}`

/** True for what the barcode of something that this shop printed for a payer says. */
export const isPrintedNumber = (text: string): boolean => isSaleNumber(text) || isOrderNumber(text)

/** As long as what a VietQR picture has written on a transfer may be. */
const longest = 25

/** What the payer of a counter sale writes on a transfer (SPEC S8): its number, in what every bank passes on. */
export const saleReferenceOf = (number: string): string =>
  `HD${number.replaceAll(/[^0-9A-Za-z]+/g, ' ').trim()}`.slice(0, longest)

const isDay = (yyMMdd: string): boolean => {
  const [month, day] = [Number(yyMMdd.slice(2, 4)), Number(yyMMdd.slice(4))]
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}

/** As many digits as the terminal's own number and the day's count may have. */
const [terminalDigits, countDigits] = [6, [4, 5]] as const

/** Where banks have dropped the spaces: every way to read a terminal, a day and a count at the beginning of these digits. */
const readingsOf = (digits: string): string[] =>
  Array.from({ length: terminalDigits }, (_, index) => index + 1).flatMap((end) => {
    const [terminal, day] = [digits.slice(0, end), digits.slice(end, end + 6)]
    if (terminal.startsWith('0') || day.length < 6 || !isDay(day)) return []
    return countDigits.flatMap((length) => {
      const count = digits.slice(end + 6, end + 6 + length)
      return count.length === length ? [`${terminal}-${day}-${count}`] : []
    })
  })

/** The numbers of counter sales that a transfer's text may name, whatever a bank made of `saleReferenceOf`: it drops or changes what parts, and glues words on. */
export const saleNumbersIn = (text: string): string[] => {
  const found = [...text.matchAll(/HD(?<rest>[^\p{L}\p{N}]*\d[^\p{L}]*)/giu)].flatMap(({ groups }) => {
    const rest = groups?.['rest'] ?? ''
    const parted = /^\D*(?<terminal>\d{1,6})\D+(?<day>\d{6})\D+(?<count>\d{4,5})(?!\d)/.exec(rest)?.groups
    return parted === undefined
      ? readingsOf(rest.replaceAll(/\D/g, ''))
      : [`${parted['terminal'] ?? ''}-${parted['day'] ?? ''}-${parted['count'] ?? ''}`]
  })
  return [...new Set(found)]
}
