import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { readOverview } from '../../overview/readOverview.ts'
import { zoneOf } from '../../overview/zoneOf.ts'
import { router, staffProcedure } from './procedures.ts'

/** All channels at a glance. */
export const overview = router({
  read: staffProcedure('manager')
    .input(
      z.object({ location: codeSchema.optional(), days: z.int().min(1).max(92).default(14) }).default({ days: 14 }),
    )
    .query(async ({ ctx: { hub, terminal }, input: { location, days } }) => {
      const zone = (await zoneOf(hub.sql, location ?? terminal.location)) ?? 'UTC'
      return readOverview(hub.sql, { location, days, zone })
    }),
})
