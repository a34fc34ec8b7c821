import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { mayAct } from '../../../shared/protocol/roles.ts'
import { maxPhotoBytes, photoHashSchema } from '../../../shared/returns/photos.ts'
import { keepPhoto, readPhoto } from '../../returns/photos.ts'
import { router, staffProcedure, terminalProcedure } from './procedures.ts'

/** In base64 four signs are three bytes. */
const mostSigns = Math.ceil(maxPhotoBytes / 3) * 4

/** Photos of goods that come back; all else about them is commands, and cases on the feed. */
export const returns = router({
  /** Keeps a photo. `unknown`: nothing that was seen at this terminal names it (yet). */
  savePhoto: terminalProcedure
    .input(z.object({ hash: photoHashSchema, data: z.base64().max(mostSigns) }))
    .mutation(async ({ ctx: { hub, terminal }, input: { hash, data } }) => {
      const kept = await keepPhoto(hub.sql, { terminal: terminal.id, hash, bytes: Buffer.from(data, 'base64') })
      if (kept === 'unfit') throw new TRPCError({ code: 'UNPROCESSABLE_CONTENT', message: 'no photo of this name' })
      return kept
    }),

  /** NOT_FOUND: there is no such photo (yet), or it is of another place and this person no manager. */
  photo: staffProcedure('staff')
    .input(z.object({ hash: photoHashSchema }))
    .query(async ({ ctx: { hub, terminal, person }, input: { hash } }) => {
      const found = await readPhoto(
        hub.sql,
        hash,
        mayAct(person.role, 'manager') ? null : { location: terminal.location },
      )
      if (found === null) throw new TRPCError({ code: 'NOT_FOUND', message: 'photo' })
      return { type: found.type, data: found.bytes.toString('base64') }
    }),
})
