import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { fieldsSchema, statesSchema } from '../../carriers/carrierMessage.ts'
import { listCarrierMessages, putCarrier, removeCarrier } from '../../carriers/carriers.ts'
import { parcelDoneSchema } from '../../carriers/receiveParcel.ts'
import { nameSchema } from '../../catalogue/locations.ts'
import { connectShop } from '../../connectors/connectShop.ts'
import { connectorKinds } from '../../connectors/connector.ts'
import { listMessages, removeConnector } from '../../connectors/connectors.ts'
import { doneSchema } from '../../connectors/settleForeign.ts'
import { unlessThere } from '../../db/alreadyThere.ts'
import { router, staffProcedure } from './procedures.ts'

const manager = staffProcedure('manager')
/** So many of the last messages are enough to see how a shop or a carrier fares. */
const mostMessages = 25
const none: string[] = []

/** Shops with a system of their own and carriers, as a manager sets them up. How they fare stands on the board of channels. */
export const shops = router({
  /** @returns which of the things that were said does not do; null if it is connected. Secrets are never told again. */
  connect: manager
    .input(
      z.object({
        channel: codeSchema,
        kind: z.enum(connectorKinds),
        location: codeSchema,
        /** Left out: as before. */
        secret: z.string().min(8).max(200).optional(),
        target: z.record(z.string().max(50), z.string().max(500)).nullable().optional(),
      }),
    )
    .mutation(async ({ ctx: { hub }, input: { channel, ...input } }): Promise<{ wrong: string | null }> => {
      const trouble = await connectShop({ sql: hub.sql, isLocal: hub.settings.isLocal }, channel, input)
      if (trouble?.type === 'unknown') throw new TRPCError({ code: 'NOT_FOUND', message: trouble.what })
      return { wrong: trouble?.path ?? null }
    }),

  disconnect: manager
    .input(z.object({ channel: codeSchema }))
    .mutation(async ({ ctx: { hub }, input: { channel } }) => {
      if (!(await removeConnector(hub.sql, channel))) throw new TRPCError({ code: 'NOT_FOUND', message: 'connector' })
    }),

  /** What a shop told last, and what became of it. */
  messages: manager.input(z.object({ channel: codeSchema })).query(async ({ ctx: { hub }, input: { channel } }) =>
    (await listMessages(hub.sql, channel, undefined, mostMessages)).map(({ id, at, topic, foreignId, answer }) => {
      const done = z.nullable(doneSchema).parse(answer)
      const missing = [...(done?.unknown ?? []), ...(done?.short ?? [])]
      const told = { id, at: at.getTime(), what: topic, about: foreignId }
      return { ...told, outcome: done?.outcome ?? null, amiss: done?.amiss ?? true, missing }
    }),
  ),

  /** @returns its secret if it is new, which is told once; CONFLICT: a new one's code is another's */
  saveCarrier: manager
    .input(
      z.object({
        ...{ code: codeSchema, isNew: z.boolean(), name: nameSchema },
        ...{ fields: fieldsSchema, states: statesSchema },
      }),
    )
    .mutation(async ({ ctx: { hub }, input: { code, isNew, ...carrier } }) => {
      const saved = await unlessThere(
        hub.sql.begin(async (tx) => ({ secret: await putCarrier(tx, code, carrier, isNew) })),
      )
      if (saved === null) throw new TRPCError({ code: 'CONFLICT', message: 'carrier' })
      return saved
    }),

  removeCarrier: manager.input(z.object({ code: codeSchema })).mutation(async ({ ctx: { hub }, input: { code } }) => {
    if (!(await removeCarrier(hub.sql, code))) throw new TRPCError({ code: 'NOT_FOUND', message: 'carrier' })
  }),

  carrierMessages: manager.input(z.object({ code: codeSchema })).query(async ({ ctx: { hub }, input: { code } }) =>
    (await listCarrierMessages(hub.sql, code, undefined, mostMessages)).map(({ id, at, parcel, state, answer }) => {
      const done = z.nullable(parcelDoneSchema).parse(answer)
      const told = { id, at: at.getTime(), what: state ?? '', about: parcel }
      return { ...told, outcome: done?.outcome ?? null, amiss: done?.amiss ?? true, missing: none }
    }),
  ),
})
