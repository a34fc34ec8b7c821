import { z } from 'zod'

/** How letters are sent. */
export interface MailSettings {
  /** `smtp://user:password@host:port`, or `smtps://`. */
  readonly url: string
  /** Whom they are from: an address, or `Name <address>`. */
  readonly from: string
}

/** The settings' variables, for the schema of the whole environment. */
export const mailVariables = {
  HOLDFAST_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be a URL that begins with smtp:// or smtps://' })
    .optional(),
  HOLDFAST_SMTP_FROM: z
    .string()
    .max(300)
    .regex(
      /^(?:[^<>\p{Cc}]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u,
      'must be an address, as in Trà Sen <shop@example.com>',
    )
    .optional(),
}

const variablesSchema = z.object(mailVariables)
type Variables = z.infer<typeof variablesSchema>

/** What is missing beside what is set: they go together. */
export const mailHalvesOf = ({ HOLDFAST_SMTP_URL: url, HOLDFAST_SMTP_FROM: from }: Variables): string[] => {
  if ((url === undefined) === (from === undefined)) return []
  return [
    url === undefined
      ? 'HOLDFAST_SMTP_FROM needs HOLDFAST_SMTP_URL beside it'
      : 'HOLDFAST_SMTP_URL needs HOLDFAST_SMTP_FROM beside it',
  ]
}

/** How this hub sends letters, of variables that were checked; null: it sends none. */
export const mailSettingsOf = ({ HOLDFAST_SMTP_URL: url, HOLDFAST_SMTP_FROM: from }: Variables): MailSettings | null =>
  url === undefined || from === undefined ? null : { url, from }
