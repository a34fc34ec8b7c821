import { z } from 'zod'
import { discountSchema } from './campaign.ts'

/** So many codes are copied to terminals in one document. */
export const codesAtOnce = 256

/** A campaign with more codes than this is not copied: they are for websites, and a terminal would carry tens of megabytes. */
export const mostCopiedCodes = 1_000_000

/** What is hashed with SHA-256 to know a code again; of the hash the first 32 bits are kept. */
export const digestedText = (code: string): string => `voucher code\n${code}`

/** A campaign as terminals keep it, by which its rules are foretold. Moments in milliseconds, money in minor units. */
export const copiedCampaignSchema = z.object({
  code: z.string(),
  name: z.string(),
  discount: discountSchema,
  quantity: z.number(),
  usesPerCode: z.number(),
  perCustomer: z.number().nullable(),
  budget: z.number().nullable(),
  minimum: z.number().nullable(),
  items: z.array(z.string()).nullable(),
  validFrom: z.number().nullable(),
  validUntil: z.number().nullable(),
  /** False: its codes can be asked of the hub alone. */
  isCopied: z.boolean(),
})
export type CopiedCampaign = Readonly<z.infer<typeof copiedCampaignSchema>>

/**
 * Some codes of a campaign, without the codes: digests of 32 bits, sorted, and how their uses are. Short on purpose. Of a hundred thousand codes one
 * mistyped code in 43,000 looks like one of them, which a clerk without a network can live with; and who steals the copy and tries all codes there
 * can be ends with eight million that look right for each that is.
 */
export const copiedCodesSchema = z.object({
  campaign: z.string(),
  /** Four bytes each, the highest first, in base64. */
  digests: z.string(),
  /** By place: how many uses are used and how many held; those without any are left out. */
  taken: z.array(z.tuple([z.number(), z.number(), z.number()])),
  /** Places of codes that nobody can have any more. */
  void: z.array(z.number()),
})
export type CopiedCodes = Readonly<z.infer<typeof copiedCodesSchema>>
