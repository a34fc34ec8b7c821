import { z } from 'zod'
import { campaignInputSchema, type CampaignInput } from '../../../shared/kinds/voucher/campaign.ts'
import { newVoucherCodeSchema, voucherCodeSchema } from '../../../shared/kinds/voucher/schema.ts'
import { readCurrency } from '../../catalogue/items.ts'
import { announce, changed } from '../../feed/announce.ts'
import { campaignSchema, listCampaigns, putCampaign, readCampaign, TooManyCodes } from '../../vouchers/campaigns.ts'
import { generateCodes, importCodes, listCodes, type Made } from '../../vouchers/codes.ts'
import { readVoucher, voidVoucher, voucherSchema, type VoucherTold } from '../../vouchers/readVoucher.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound, Problem } from '../problem.ts'
import { answerOnce, bodyHashOf } from './idempotency.ts'
import { type RestApp, sendJson } from './restApp.ts'
import { codeCursor, codeParams, defaultLimit, limitSchema, pageSchema, settingUp } from './schemas.ts'
import { cursorOf } from '../../db/pages.ts'

const tag = 'Vouchers'
const tags = [tag]
const admin = { needs: 'admin' as const }
const voucherParams = z.object({ code: voucherCodeSchema })

/** 100,000 codes of 64 letters, with room. */
const codesLimit = 8 * 1024 * 1024
const mostAtOnce = 100_000

const newCodesSchema = z
  .strictObject({
    count: z.int().min(1).max(mostAtOnce).optional().meta({ description: 'so many that cannot be guessed' }),
    codes: z
      .array(newVoucherCodeSchema)
      .min(1)
      .max(mostAtOnce)
      .optional()
      .meta({ description: 'these; case and spaces do not count' }),
  })
  .refine(({ count, codes }) => (count === undefined) !== (codes === undefined), {
    path: ['count'],
    message: 'say either how many or which',
  })
  .meta({ id: 'NewVoucherCodes' })

const madeSchema = z.object({
  created: z.number().meta({ description: 'how many are new' }),
  codes: z.array(z.string()),
})

/** `/v1/voucher-campaigns` and `/v1/vouchers`: what is given away, to how many, and what became of each code. */
export const voucherRoutes = (app: RestApp, hub: Hub): void => {
  campaignRoutes(app, hub)
  codeRoutes(app, hub)

  app.get(
    '/v1/vouchers/:code',
    {
      schema: {
        tags,
        summary: 'A code as it is now, and its history',
        params: voucherParams,
        response: { 200: voucherSchema },
      },
    },
    async (request, reply) => {
      const voucher: VoucherTold | null = await readVoucher(hub.sql, request.params.code)
      if (voucher === null) throw notFound('voucher', request.params.code)
      // Codes are checked all day, and checking each entry of a history once more on its way out took a third as long as reading it.
      return sendJson(reply, 200, JSON.stringify(voucher))
    },
  )

  app.post(
    '/v1/vouchers/:code/void',
    {
      config: admin,
      schema: {
        ...{ tags, summary: 'Nobody can have this code any more; who has it keeps it', params: voucherParams },
        ...{ body: z.strictObject({}).nullish(), response: { 200: voucherSchema } },
      },
    },
    (request, reply) => {
      const { code } = request.params
      const once = { type: 'voucher.void', bodyHash: bodyHashOf(request), status: 200 }
      return answerOnce(hub, request, reply, once, async (tx) => {
        const voucher = (await voidVoucher(tx, code)) ? await readVoucher(tx, code) : null
        if (voucher === null) throw notFound('voucher', code)
        return changed(voucher, { type: 'voucher.void', subject: code, location: null, data: null })
      })
    },
  )
}

const campaignRoutes = (app: RestApp, hub: Hub): void => {
  app.put(
    '/v1/voucher-campaigns/:code',
    settingUp(tag, 'Make or change a campaign as a whole', campaignInputSchema, campaignSchema),
    (request) =>
      announce(hub, async (tx) => {
        checkCurrency(request.body, await readCurrency(tx))
        const { campaign, changes } = await putCampaign(tx, request.params.code, request.body)
        return changed(campaign, ...changes)
      }).catch((error: unknown) => {
        throw error instanceof TooManyCodes ? tooMany(error) : error
      }),
  )

  app.get(
    '/v1/voucher-campaigns',
    {
      schema: {
        ...{ tags, summary: 'Campaigns by code, with how many of their uses are free, held and used' },
        querystring: z.strictObject({ cursor: codeCursor, limit: limitSchema }),
        response: { 200: pageSchema(campaignSchema) },
      },
    },
    (request) => {
      const { cursor, limit = defaultLimit } = request.query
      return listCampaigns(hub.sql, { after: cursor?.[0], limit })
    },
  )

  app.get(
    '/v1/voucher-campaigns/:code',
    { schema: { tags, summary: 'One campaign', params: codeParams, response: { 200: campaignSchema } } },
    async (request) => {
      const campaign = await readCampaign(hub.sql, request.params.code)
      if (campaign === null) throw notFound('voucher campaign', request.params.code)
      return campaign
    },
  )
}

const checkCurrency = ({ budget, minimum }: CampaignInput, currency: string): void => {
  const wrong = Object.entries({ budget, minimum }).filter(
    ([, money]) => money !== undefined && money.currency !== currency,
  )
  if (wrong.length > 0)
    throw invalid(
      wrong.map(([field]) => ({ path: `${field}.currency`, message: `prices of this shop are in ${currency}` })),
    )
}

const tooMany = ({ codes }: TooManyCodes): Problem =>
  new Problem(409, 'too_many_codes', `This campaign has ${codes} codes already; its quantity cannot be less.`, {
    more: { codes },
  })

const codeRoutes = (app: RestApp, hub: Hub): void => {
  app.post(
    '/v1/voucher-campaigns/:code/codes',
    {
      config: admin,
      bodyLimit: codesLimit,
      schema: {
        ...{ tags, summary: 'Make codes that cannot be guessed, or bring codes along' },
        ...{ params: codeParams, body: newCodesSchema, response: { 201: madeSchema } },
      },
    },
    (request, reply) => {
      const { code } = request.params
      const { count = 0, codes } = request.body
      const once = { type: 'voucher.codes', bodyHash: bodyHashOf(request), status: 201 }
      return answerOnce(hub, request, reply, once, async (tx) => {
        const made = codes === undefined ? await generateCodes(tx, code, count) : await importCodes(tx, code, codes)
        return changed(toldOf(made, code), ...(made.type === 'made' ? made.changes : []))
      })
    },
  )

  app.get(
    '/v1/voucher-campaigns/:code/codes',
    {
      config: admin,
      schema: {
        ...{ tags, summary: 'The codes of a campaign', params: codeParams },
        querystring: z.strictObject({ cursor: cursorOf(z.tuple([z.string()])).optional(), limit: limitSchema }),
        response: { 200: pageSchema(z.object({ code: z.string() })) },
      },
    },
    (request) => {
      const { cursor, limit = defaultLimit } = request.query
      return listCodes(hub.sql, { campaign: request.params.code, after: cursor?.[0], limit })
    },
  )
}

const toldOf = (made: Made, campaign: string): z.infer<typeof madeSchema> => {
  switch (made.type) {
    case 'made':
      return { created: made.created, codes: [...made.codes] }
    case 'no_campaign':
      throw notFound('voucher campaign', campaign)
    case 'beyond_quantity':
      throw new Problem(
        409,
        'too_many_codes',
        `This campaign may have ${made.left} more codes. Raise its quantity first.`,
        {
          more: { left: made.left },
        },
      )
    case 'taken':
      throw new Problem(409, 'codes_taken', 'Other campaigns have some of these codes. Nothing was made.', {
        more: { codes: made.codes },
      })
  }
}
