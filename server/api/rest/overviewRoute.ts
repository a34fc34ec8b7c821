import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { overviewSchema, readOverview } from '../../overview/readOverview.ts'
import { zoneOf } from '../../overview/zoneOf.ts'
import type { Hub } from '../hub.ts'
import { notFound } from '../problem.ts'
import type { RestApp } from './restApp.ts'
import { wholeNumber } from './schemas.ts'

const shownSchema = overviewSchema.meta({ id: 'Overview' })
const mostDays = 92

/** `/v1/overview`: all channels at a glance. */
export const overviewRoute = (app: RestApp, hub: Hub): void => {
  app.get(
    '/v1/overview',
    {
      config: { needs: 'admin' },
      schema: {
        ...{
          tags: ['Overview'],
          summary: 'Stock over all channels, holds by channel and age, and what became of them',
        },
        description:
          'Days are those of the location, or of the first one; moments are in milliseconds of the hub’s clock.',
        querystring: z.strictObject({ location: codeSchema.optional(), days: wholeNumber(1, mostDays).optional() }),
        response: { 200: shownSchema },
      },
    },
    async ({ query: { location, days = 14 } }) => {
      const zone = await zoneOf(hub.sql, location)
      if (zone === null) throw notFound('location', location ?? '')
      return readOverview(hub.sql, { location, days, zone })
    },
  )
}
