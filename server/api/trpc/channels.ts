import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { createChannelKey, revokeChannelKey } from '../../auth/channelKeys.ts'
import { readChannelBoard } from '../../catalogue/channelBoard.ts'
import { sayChannel, spokenChannelSchema } from '../../catalogue/channels.ts'
import { unlessThere } from '../../db/alreadyThere.ts'
import { cursorOf } from '../../db/pages.ts'
import { announce, changed } from '../../feed/announce.ts'
import { dropLimit, limitInputSchema, listLimits, type NoLimit, saveLimit } from '../../stock/channelLimits.ts'
import { listDeliveries, replay } from '../../webhooks/webhooks.ts'
import { router, staffProcedure } from './procedures.ts'

const limitKeySchema = z.object({ channel: codeSchema, location: codeSchema, sku: codeSchema.nullable() })
const manager = staffProcedure('manager')

/** Channels with their keys, their limits and how each fares. */
export const channels = router({
  board: manager.query(({ ctx }) => readChannelBoard(ctx.hub.sql)),

  /** Makes a channel, or changes what people say of one. @returns false if a new one's code is another's by now */
  save: manager
    .input(spokenChannelSchema.extend({ code: codeSchema, isNew: z.boolean() }))
    .mutation(
      async ({ ctx: { hub }, input: { code, isNew, ...channel } }) =>
        (await unlessThere(announce(hub, (tx) => sayChannel(tx, code, channel, isNew)))) !== null,
    ),

  /** The key is told once. NOT_FOUND: there is no such channel. */
  makeKey: manager.input(z.object({ channel: codeSchema })).mutation(async ({ ctx: { hub }, input }) => {
    const key = await hub.sql.begin((tx) => createChannelKey(tx, input.channel))
    if (key === null) throw new TRPCError({ code: 'NOT_FOUND', message: 'channel' })
    return { key }
  }),

  /** Every hub refuses it within seconds. */
  revokeKey: manager
    .input(z.object({ channel: codeSchema, id: codeSchema }))
    .mutation(async ({ ctx: { hub }, input }) => {
      if (!(await revokeChannelKey(hub.sql, input.channel, input.id)))
        throw new TRPCError({ code: 'NOT_FOUND', message: 'key' })
    }),

  limits: manager
    .input(
      z.object({
        channel: codeSchema,
        cursor: cursorOf(z.tuple([codeSchema, codeSchema.or(z.literal(''))])).nullish(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .query(({ ctx: { hub }, input: { channel, cursor, limit } }) =>
      listLimits(hub.sql, { channel, after: cursor ?? undefined, limit }),
    ),

  /** Says what a channel may have (SPEC K1, K2). @returns why not, if so */
  saveLimit: manager
    .input(limitKeySchema.extend({ limit: limitInputSchema }))
    .mutation(({ ctx: { hub }, input: { limit, ...key } }) =>
      announce<{ readonly trouble: NoLimit | null }>(hub, async (tx) => {
        const saved = await saveLimit(tx, key, limit)
        return 'trouble' in saved ? changed({ trouble: saved.trouble }) : changed({ trouble: null }, ...saved.changes)
      }),
    ),

  dropLimit: manager
    .input(limitKeySchema)
    .mutation(({ ctx: { hub }, input }) =>
      announce(hub, async (tx) => changed(undefined, ...((await dropLimit(tx, input)) ?? []))),
    ),

  deliveries: manager
    .input(z.object({ webhook: codeSchema, limit: z.int().min(1).max(100).default(25) }))
    .query(async ({ ctx: { hub }, input: { webhook, limit } }) => {
      const { data } = await listDeliveries(hub.sql, webhook, undefined, limit)
      return data.map(({ at, nextTryAt, endedAt, ...delivery }) => ({
        ...delivery,
        ...{ at: at.getTime(), nextTryAt: nextTryAt?.getTime() ?? null, endedAt: endedAt?.getTime() ?? null },
      }))
    }),

  replay: manager
    .input(z.object({ webhook: codeSchema, position: z.int().min(0) }))
    .mutation(async ({ ctx: { hub }, input: { webhook, position } }) => {
      if (!(await replay(hub.sql, webhook, position))) throw new TRPCError({ code: 'NOT_FOUND', message: 'delivery' })
    }),
})
