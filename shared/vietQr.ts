import { z } from 'zod'
import { printable } from './text.ts'

/** Where transfers go to. */
export const bankAccountSchema = z.object({
  /** The bank, by its six digits at NAPAS. */
  bin: z.string(),
  account: z.string(),
  /** Of who is paid; for people. */
  name: z.string(),
})
/** The same as a person says it. */
export const bankAccountInputSchema = z.strictObject({
  bin: z.string().regex(/^\d{6}$/, 'six digits'),
  account: z.string().regex(/^[0-9A-Za-z]{4,19}$/, '4 to 19 digits or letters'),
  name: z.string().trim().min(1).max(100).regex(printable, 'printable text'),
})
export type BankAccount = Readonly<z.infer<typeof bankAccountSchema>>

interface Transfer extends Pick<BankAccount, 'bin' | 'account'> {
  /** In đồng; null: whoever scans it says how much. */
  readonly amount: number | null
  /** What the bank's app writes on the transfer: plain letters, digits and spaces, 25 at most. */
  readonly description: string
}

const field = (id: string, value: string): string => `${id}${String(value.length).padStart(2, '0')}${value}`

/** CRC-16/CCITT-FALSE, as EMVCo has it: polynomial 1021, from FFFF, four digits. */
export const crc16 = (text: string): string => {
  let crc = 0xffff
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}

/** What a VietQR picture says: a transfer to an account through NAPAS (EMVCo QR, service QRIBFTTA), with its amount and what is written on it. */
export const vietQr = ({ bin, account, amount, description }: Transfer): string => {
  const beneficiary = field('00', bin) + field('01', account)
  const merchant = field('00', 'A000000727') + field('01', beneficiary) + field('02', 'QRIBFTTA')
  const said =
    field('00', '01') +
    // For one payment, which bears its amount, or for any.
    field('01', amount === null ? '11' : '12') +
    field('38', merchant) +
    field('53', '704') +
    (amount === null ? '' : field('54', String(amount))) +
    field('58', 'VN') +
    field('62', field('08', description)) +
    '6304'
  return said + crc16(said)
}
