import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { campaignInputSchema } from '../../../shared/kinds/voucher/campaign.ts'
import { newVoucherCodeSchema, voucherCodeSchema } from '../../../shared/kinds/voucher/schema.ts'
import { readCurrency } from '../../catalogue/items.ts'
import { AlreadyThere } from '../../db/alreadyThere.ts'
import { cursorOf } from '../../db/pages.ts'
import { announce, changed } from '../../feed/announce.ts'
import { listCampaigns, putCampaign, TooManyCodes } from '../../vouchers/campaigns.ts'
import { generateCodes, importCodes, listCodes } from '../../vouchers/codes.ts'
import { readVoucher, voidVoucher } from '../../vouchers/readVoucher.ts'
import { numbersOf } from '../../orders/readOrders.ts'
import { router, staffProcedure, terminalProcedure } from './procedures.ts'

const mostAtOnce = 100_000
const cursor = cursorOf(z.tuple([z.string()])).nullish()

/** What is asked and done about vouchers at terminals; their codes are a manager's to see. */
export const vouchers = router({
  campaigns: terminalProcedure
    .input(z.object({ cursor, limit: z.int().min(1).max(200).default(50) }))
    .query(({ ctx: { hub }, input }) => listCampaigns(hub.sql, { after: input.cursor?.[0], limit: input.limit })),

  /** A code as it is now, with all that happened to it and the numbers of the orders. NOT_FOUND: nobody made it. */
  look: terminalProcedure.input(z.object({ code: voucherCodeSchema })).query(async ({ ctx: { hub }, input }) => {
    const voucher = await readVoucher(hub.sql, input.code)
    if (voucher === null) throw new TRPCError({ code: 'NOT_FOUND', message: 'voucher' })
    const numbers = await numbersOf(
      hub.sql,
      voucher.history.flatMap(({ order }) => order ?? []),
    )
    return {
      ...voucher,
      history: voucher.history.map(({ at, event, order, reason }) => ({
        ...{ at: Date.parse(at), event, reason: reason ?? null },
        orderNumber: order === undefined ? null : (numbers.get(order) ?? null),
      })),
    }
  }),

  /** Makes or changes a campaign as a whole. CONFLICT: a new one that is there already, or one that has more codes than it would have. */
  save: staffProcedure('manager')
    .input(z.object({ code: codeSchema, isNew: z.boolean(), campaign: campaignInputSchema }))
    .mutation(({ ctx: { hub }, input: { code, isNew, campaign } }) =>
      announce(hub, async (tx) => {
        const currency = await readCurrency(tx)
        const isForeign = [campaign.budget, campaign.minimum].some(
          (money) => money !== undefined && money.currency !== currency,
        )
        if (isForeign) throw new TRPCError({ code: 'BAD_REQUEST', message: `prices of this shop are in ${currency}` })
        const { changes } = await putCampaign(tx, code, campaign, isNew)
        return changed(undefined, ...changes)
      }).catch((error: unknown) => {
        const isRefused = error instanceof TooManyCodes || error instanceof AlreadyThere
        throw isRefused ? new TRPCError({ code: 'CONFLICT', message: error.message }) : error
      }),
    ),

  /** Makes codes that cannot be guessed, or takes in those that are given. */
  make: staffProcedure('manager')
    .input(
      z.object({
        campaign: codeSchema,
        wanted: z.union([z.int().min(1).max(mostAtOnce), z.array(newVoucherCodeSchema).min(1).max(mostAtOnce)]),
      }),
    )
    .mutation(({ ctx: { hub }, input: { campaign, wanted } }) =>
      announce(hub, async (tx) => {
        const made =
          typeof wanted === 'number'
            ? await generateCodes(tx, campaign, wanted)
            : await importCodes(tx, campaign, wanted)
        // What was inserted before it turned out that it does not fit must not stay.
        if (made.type !== 'made') throw new NotMade(made)
        return changed({ type: 'made' as const, created: made.created }, ...made.changes)
      }).catch((error: unknown) => {
        if (error instanceof NotMade) return error.made
        throw error
      }),
    ),

  codes: staffProcedure('manager')
    .input(z.object({ campaign: codeSchema, cursor, limit: z.int().min(1).max(50_000).default(1_000) }))
    .query(async ({ ctx: { hub }, input: { campaign, limit, ...input } }) => {
      const { data, nextCursor } = await listCodes(hub.sql, { campaign, after: input.cursor?.[0], limit })
      return { codes: data.map(({ code }) => code), nextCursor }
    }),

  /** Nobody can have this code any more. NOT_FOUND: nobody made it. */
  void: staffProcedure('manager')
    .input(z.object({ code: voucherCodeSchema }))
    .mutation(({ ctx: { hub }, input: { code } }) =>
      announce(hub, async (tx) => {
        if (!(await voidVoucher(tx, code))) throw new TRPCError({ code: 'NOT_FOUND', message: 'voucher' })
        return changed(undefined, { type: 'voucher.void', subject: code, location: null, data: null })
      }),
    ),
})

type Refused = Exclude<Awaited<ReturnType<typeof generateCodes>>, { type: 'made' }>

class NotMade extends Error {
  constructor(readonly made: Refused) {
    super('codes were not made')
  }
}
