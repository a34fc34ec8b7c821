import { z } from 'zod'
import { locationInputSchema, putLocation } from '../../catalogue/locations.ts'
import { codeSchema } from '../../../shared/codes.ts'
import { unlessThere } from '../../db/alreadyThere.ts'
import { announce } from '../../feed/announce.ts'
import { router, staffProcedure } from './procedures.ts'

/** The places where the shop has goods and terminals: an owner's. */
export const locations = router({
  /** Makes or changes one as a whole. @returns false if a new one's code is another's by now */
  save: staffProcedure('admin')
    .input(locationInputSchema.extend({ code: codeSchema, isNew: z.boolean() }))
    .mutation(
      async ({ ctx: { hub }, input: { code, isNew, ...location } }) =>
        (await unlessThere(announce(hub, (tx) => putLocation(tx, code, location, isNew)))) !== null,
    ),
})
