import { z } from 'zod'
import { type Nowhere, readChangesAfter } from '../../feed/changes.ts'
import type { Hub } from '../hub.ts'
import { Problem } from '../problem.ts'
import type { RestApp } from './restApp.ts'
import { defaultLimit, limitSchema, momentSchema } from './schemas.ts'

const positionSchema = z
  .string()
  .regex(/^\d{1,15}$/, 'a position')
  .transform(Number)

const changeSchema = z
  .object({
    position: z.number().meta({ description: 'grows in the order of commits, with gaps' }),
    at: momentSchema,
    type: z.string(),
    subject: z.string().meta({ description: 'the id of what changed; of stock `LOCATION/SKU`' }),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Change' })

/** `GET /v1/changes`: what happened, in commit order. */
export const changeRoutes = (app: RestApp, hub: Hub): void => {
  app.get(
    '/v1/changes',
    {
      schema: {
        tags: ['Changes'],
        summary: 'What changed after a position, in commit order',
        description:
          'None is missed, none comes twice: ask again with `after` set to `next`. Changes are kept for long, but not for ever: 410 `changes_forgotten` says ' +
          'from which position on (`oldest`) all are there.',
        querystring: z.strictObject({ after: positionSchema.optional(), limit: limitSchema }),
        response: { 200: z.object({ data: z.array(changeSchema), next: z.number() }) },
      },
    },
    async (request) => {
      const { after = 0, limit = defaultLimit } = request.query
      const changes = await readChangesAfter(hub.sql, after, limit)
      if ('trouble' in changes) throw nowhere(changes)
      return {
        data: changes.data.map(({ at, ...change }) => ({ ...change, at: at.toISOString() })),
        next: changes.next,
      }
    },
  )
}

const nowhere = (position: Nowhere): Problem => {
  switch (position.trouble) {
    case 'unknown':
      return new Problem(
        409,
        'position_unknown',
        'This position is ahead of all changes: the database was restored from a backup. Read everything anew, then go on from 0.',
      )
    case 'forgotten':
      return new Problem(
        410,
        'changes_forgotten',
        `What came after this position is no longer kept. Read everything anew, then go on from ${position.oldest}.`,
        { more: { oldest: position.oldest } },
      )
  }
}
