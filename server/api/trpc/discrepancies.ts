import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { discrepancyKinds } from '../../../shared/holds/discrepancies.ts'
import { uuidSchema } from '../../../shared/protocol/commands.ts'
import { cursorOf } from '../../db/pages.ts'
import { countDiscrepancies, listDiscrepancies } from '../../orders/listDiscrepancies.ts'
import { router, staffProcedure } from './procedures.ts'

const cursor = cursorOf(z.tuple([z.int().min(0), uuidSchema])).nullish()

/** What did not fit, of all places; a terminal's own copy has what is open where it stands. Settling is a command. */
export const discrepancies = router({
  list: staffProcedure('manager')
    .input(
      z.object({
        isSettled: z.boolean().default(false),
        kind: z.enum(discrepancyKinds).nullish(),
        location: codeSchema.nullish(),
        ...{ cursor, limit: z.int().min(1).max(200).default(50) },
      }),
    )
    .query(({ ctx: { hub }, input: { isSettled, kind = null, location = null, cursor: before = null, limit } }) =>
      listDiscrepancies(hub.sql, { isSettled, kind, location, before, limit }),
    ),

  /** How many are open, by kind and place. */
  open: staffProcedure('manager').query(({ ctx: { hub } }) => countDiscrepancies(hub.sql)),
})
