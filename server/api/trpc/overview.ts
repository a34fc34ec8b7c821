import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { readClosing } from '../../overview/readClosing.ts'
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

  /** What a day at this location came to. */
  closing: staffProcedure('manager')
    .input(z.object({ day: z.iso.date() }))
    .query(async ({ ctx: { hub, terminal }, input: { day } }) => {
      const zone = (await zoneOf(hub.sql, terminal.location)) ?? 'UTC'
      return readClosing(hub.sql, { location: terminal.location, day, zone })
    }),
})
