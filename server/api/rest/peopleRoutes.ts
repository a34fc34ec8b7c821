import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { toRfc3339 } from '../../../shared/time.ts'
import { createPairingCode, pairingPlaceSchema } from '../../auth/pairing.ts'
import { hashPin, listStaff, putStaff, staffInputSchema, staffSchema } from '../../auth/staff.ts'
import { announce, changed } from '../../feed/announce.ts'
import { atMost } from '../atMost.ts'
import type { Hub } from '../hub.ts'
import { invalid, notFound } from '../problem.ts'
import { answerOnce, bodyHashOf } from './idempotency.ts'
import { callerOf, type RestApp } from './restApp.ts'
import { codePage, momentSchema, pageOfAll, pageSchema } from './schemas.ts'

const admin = { needs: 'admin' } as const

/** `/v1/staff` and `/v1/pairing-codes`: who works here and at which terminals; `/v1/self-check`. */
export const peopleRoutes = (app: RestApp, hub: Hub, forgetPeople: () => void): void => {
  const tags = ['People and terminals']
  // A check reads in a transaction of its own beside the one that keeps its answer.
  const inTurn = atMost(1)

  app.put(
    '/v1/staff/:id',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Make or change a person; a new one needs a PIN',
        params: z.object({ id: codeSchema }),
        body: staffInputSchema,
        response: { 200: staffSchema },
      },
    },
    async (request) => {
      const { pin, ...person } = request.body
      const pinHash = pin === undefined ? null : await hashPin(pin)
      const member = await announce(hub, (tx) => putStaff(tx, request.params.id, person, pinHash))
      if (member === null) throw invalid([{ path: 'pin', message: 'a new person needs a PIN' }])
      forgetPeople()
      return member
    },
  )

  app.get(
    '/v1/staff',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Everybody who works here',
        querystring: codePage,
        response: { 200: pageSchema(staffSchema) },
      },
    },
    async (request) => pageOfAll(await listStaff(hub.sql), ({ id }) => id, request.query),
  )

  app.post(
    '/v1/pairing-codes',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Make a one-time code with which a terminal is paired',
        body: pairingPlaceSchema,
        response: { 201: z.object({ code: z.string(), expiresAt: momentSchema }) },
      },
    },
    (request, reply) =>
      answerOnce(
        hub,
        request,
        reply,
        { type: 'pairing.code', bodyHash: bodyHashOf(request), status: 201, secret: true },
        async (tx) => {
          const made = await createPairingCode(tx, request.body, callerOf(request).id)
          if (!made.ok) throw notFound(made.what, request.body[made.what])
          return changed({ code: made.code.code, expiresAt: toRfc3339(made.code.expiresAt) })
        },
      ),
  )

  app.post(
    '/v1/self-check',
    {
      config: admin,
      schema: {
        tags: ['Operations'],
        summary: 'Prove that levels equal movements and holds equal claims',
        body: z.strictObject({}).nullish(),
        response: { 200: z.object({ clean: z.boolean(), differences: z.array(z.string()) }) },
      },
    },
    (request, reply) =>
      inTurn(() =>
        answerOnce(hub, request, reply, { type: 'self.check', bodyHash: bodyHashOf(request), status: 200 }, async () =>
          changed(await hub.selfCheck()),
        ),
      ),
  )
}
