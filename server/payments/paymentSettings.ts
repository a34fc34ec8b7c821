import { z } from 'zod'
import type { MomoSettings } from './momoShop.ts'
import type { BankAccount } from '../../shared/vietQr.ts'
import type { VnpaySettings } from './vnpayShop.ts'

/** What a hub has to know to be paid in other ways than by hand; null: it cannot be paid so. */
export interface PaymentSettings {
  /** The secret of the provider for tests. */
  readonly testSecret: string | null
  readonly bankAccount: BankAccount | null
  readonly vnpay: VnpaySettings | null
  readonly momo: MomoSettings | null
}

/** Nothing but money in the hand. */
export const byHandAlone: PaymentSettings = { testSecret: null, bankAccount: null, vnpay: null, momo: null }

const web = z.url({ protocol: /^https?$/, error: 'must be a URL that begins with https:// or http://' })
const word = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'must be printable ASCII without spaces')

/** The settings' variables, for the schema of the whole environment. */
export const paymentVariables = {
  HOLDFAST_TEST_PAYMENT_SECRET: z.string().min(8, 'must have 8 characters or more').optional(),
  // Paths are put behind it.
  HOLDFAST_PUBLIC_URL: web
    .refine((url) => !/[?#]/.test(url), 'must have nothing behind its path: no ? and no #')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  HOLDFAST_BANK_ACCOUNT: z
    .string()
    .regex(/^\d{6}:[0-9A-Za-z]{4,19}:.{1,100}$/, 'must be BIN:ACCOUNT:NAME, as in 970436:0123456789:TRA SEN')
    .optional(),
  HOLDFAST_VNPAY_URL: web.optional(),
  HOLDFAST_VNPAY_TMN_CODE: word.optional(),
  HOLDFAST_VNPAY_HASH_SECRET: word.optional(),
  HOLDFAST_VNPAY_REFUND_URL: web.optional(),
  HOLDFAST_MOMO_URL: web.optional(),
  HOLDFAST_MOMO_PARTNER_CODE: word.optional(),
  HOLDFAST_MOMO_ACCESS_KEY: word.optional(),
  HOLDFAST_MOMO_SECRET_KEY: word.optional(),
}

const variablesSchema = z.object(paymentVariables)
type Variables = z.infer<typeof variablesSchema>

/** A provider's variables: all go together. */
const groups = [
  ['HOLDFAST_VNPAY_URL', 'HOLDFAST_VNPAY_TMN_CODE', 'HOLDFAST_VNPAY_HASH_SECRET'],
  ['HOLDFAST_MOMO_URL', 'HOLDFAST_MOMO_PARTNER_CODE', 'HOLDFAST_MOMO_ACCESS_KEY', 'HOLDFAST_MOMO_SECRET_KEY'],
] as const satisfies readonly (readonly (keyof Variables)[])[]

/** Says nothing without the provider's others. */
const besides = { HOLDFAST_VNPAY_URL: ['HOLDFAST_VNPAY_REFUND_URL'], HOLDFAST_MOMO_URL: [] } as const

/** What is missing beside what is set, one line for each provider that is set up by half. */
export const halvesOf = (given: Variables): string[] =>
  groups.flatMap((group) => {
    const needed: readonly (keyof Variables)[] = [...group, 'HOLDFAST_PUBLIC_URL']
    const missing = needed.filter((name) => given[name] === undefined)
    const said: readonly (keyof Variables)[] = [...group, ...besides[group[0]]]
    const set = said.find((name) => given[name] !== undefined)
    return set === undefined || missing.length === 0 ? [] : [`${set} needs ${missing.join(' and ')} beside it`]
  })

const accountOf = (text: string): BankAccount => {
  const [bin = '', account = '', ...name] = text.split(':')
  return { bin, account, name: name.join(':') }
}

/** How this hub is paid, of variables that were checked. */
export const paymentSettingsOf = (given: Variables): PaymentSettings => {
  const { HOLDFAST_PUBLIC_URL: own, HOLDFAST_BANK_ACCOUNT: bank } = given
  const {
    HOLDFAST_VNPAY_URL: vnpayUrl,
    HOLDFAST_VNPAY_TMN_CODE: tmnCode,
    HOLDFAST_VNPAY_HASH_SECRET: hashSecret,
  } = given
  const { HOLDFAST_MOMO_URL: momoUrl, HOLDFAST_MOMO_PARTNER_CODE: partnerCode } = given
  const { HOLDFAST_MOMO_ACCESS_KEY: accessKey, HOLDFAST_MOMO_SECRET_KEY: secretKey } = given
  const at = (method: string, path: string): string => `${own}/v1/payments/${method}/${path}`
  const hasVnpay = vnpayUrl !== undefined && tmnCode !== undefined && hashSecret !== undefined
  const hasMomo =
    momoUrl !== undefined && partnerCode !== undefined && accessKey !== undefined && secretKey !== undefined
  return {
    testSecret: given.HOLDFAST_TEST_PAYMENT_SECRET ?? null,
    bankAccount: bank === undefined ? null : accountOf(bank),
    vnpay: hasVnpay
      ? {
          ...{ url: vnpayUrl, tmnCode, hashSecret, returnUrl: at('vnpay', 'return') },
          refundUrl: given.HOLDFAST_VNPAY_REFUND_URL ?? new URL('/merchant_webapi/api/transaction', vnpayUrl).href,
        }
      : null,
    momo: hasMomo
      ? {
          ...{ url: momoUrl, partnerCode, accessKey, secretKey },
          ...{ returnUrl: at('momo', 'return'), notifyUrl: at('momo', 'notify') },
          // Beside the one where payments are made.
          refundUrl: new URL('refund', momoUrl).href,
        }
      : null,
  }
}
