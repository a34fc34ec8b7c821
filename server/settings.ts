import path from 'node:path'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { ageFaultsOf, type Ages, agesOf, ageVariables } from './housekeeping/ages.ts'
import { mailHalvesOf, type MailSettings, mailSettingsOf, mailVariables } from './mail/mailSettings.ts'
import { halvesOf, type PaymentSettings, paymentSettingsOf, paymentVariables } from './payments/paymentSettings.ts'
import { wholeNumber } from './wholeNumber.ts'

const port = wholeNumber(0, 65_535)
const flag = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((value) => value === '1')
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
/** Addresses or ranges, parted by commas. */
const addresses = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine(
    (parts) => parts.every((part) => ipaddr.isValid(part) || ipaddr.isValidCIDR(part)),
    'must be addresses or ranges, parted by commas',
  )
const environmentSchema = z.object({
  HOLDFAST_PORT: port.default(4070),
  HOLDFAST_HOST: z.string().min(1).default('127.0.0.1'),
  HOLDFAST_DATA: z.string().min(1).default('.holdfast'),
  HOLDFAST_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a URL that begins with postgres://' })
    .optional(),
  HOLDFAST_REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a URL that begins with redis://' }).optional(),
  HOLDFAST_TRUSTED_PROXIES: addresses.default([]),
  HOLDFAST_ADMIN_KEY: z
    .string()
    .min(8, 'must have 8 characters or more')
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces')
    .optional(),
  ...paymentVariables,
  ...mailVariables,
  ...ageVariables,
  HOLDFAST_DEMO: flag.default(false),
  HOLDFAST_LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).default('info'),
  HOLDFAST_SWEEP: flag.default(true),
})

/** Read by the other programs of the project, which start beside a hub or start one. */
const ofOthers: ReadonlySet<string> = new Set(['HOLDFAST_NO_ELECTRON', 'HOLDFAST_URL', 'HOLDFAST_HUB_URL'])

const isUnread = (name: string): boolean =>
  name.startsWith('HOLDFAST_') && !(name in environmentSchema.shape) && !ofOthers.has(name)

/** How a hub is set up. Only `main.ts` reads the environment. */
export interface Settings {
  readonly port: number
  readonly host: string
  /** The data folder, as an absolute path. */
  readonly data: string
  readonly databaseUrl: string | null
  readonly redisUrl: string | null
  /** Proxies whose word on who asks is taken. */
  readonly trustedProxies: readonly string[]
  readonly adminKey: string | null
  /** The hub's address as payers and providers reach it. */
  readonly publicUrl: string | null
  readonly payments: PaymentSettings
  /** How letters are sent; null: none are. */
  readonly mail: MailSettings | null
  /** How long what has ended stays at hand, and how long it is kept. */
  readonly ages: Ages
  readonly demo: boolean
  readonly logLevel: z.infer<typeof environmentSchema>['HOLDFAST_LOG_LEVEL']
  /** False switches the expiry job off: for tests of the rule that a deadline is exact without it. */
  readonly sweep: boolean
}

export type SettingsResult =
  | {
      readonly ok: true
      readonly settings: Settings
      /** Names that begin as ours do and mean nothing to a hub: another program's, or mistyped. */
      readonly unread: readonly string[]
    }
  | { readonly ok: false; readonly message: string }

/**
 * Reads and checks the settings. An empty variable counts as not set.
 * @param project the folder against which a relative data folder is meant
 * @returns the settings, or one line that names every setting that is wrong
 */
export const readSettings = (
  environment: Readonly<Record<string, string | undefined>>,
  project: string,
): SettingsResult => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    return { ok: false, message: `wrong setting: ${faults.join('; ')}` }
  }
  const ages = agesOf(parsed.data)
  const halves = [...halvesOf(parsed.data), ...mailHalvesOf(parsed.data), ...ageFaultsOf(ages)]
  if (halves.length > 0) return { ok: false, message: `wrong setting: ${halves.join('; ')}` }
  const {
    HOLDFAST_DATA: data,
    HOLDFAST_DATABASE_URL: databaseUrl = null,
    HOLDFAST_REDIS_URL: redisUrl = null,
    HOLDFAST_ADMIN_KEY: adminKey = null,
  } = parsed.data
  return {
    ok: true,
    unread: Object.keys(given).filter(isUnread),
    settings: {
      ...{ databaseUrl, redisUrl, adminKey, ages },
      port: parsed.data.HOLDFAST_PORT,
      host: parsed.data.HOLDFAST_HOST,
      trustedProxies: parsed.data.HOLDFAST_TRUSTED_PROXIES,
      data: path.resolve(project, data),
      publicUrl: parsed.data.HOLDFAST_PUBLIC_URL ?? null,
      payments: paymentSettingsOf(parsed.data),
      mail: mailSettingsOf(parsed.data),
      demo: parsed.data.HOLDFAST_DEMO,
      logLevel: parsed.data.HOLDFAST_LOG_LEVEL,
      sweep: parsed.data.HOLDFAST_SWEEP,
    },
  }
}
