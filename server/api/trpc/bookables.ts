import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { codeSchema } from '../../../shared/codes.ts'
import { inUseSchema, listOutOfUse, readAhead, setInUse } from '../../bookings/outOfUse.ts'
import {
  saveHours,
  savedHoursSchema,
  savedResourceSchema,
  savedServiceSchema,
  saveResource,
  saveService,
} from '../../bookings/saveBookable.ts'
import { unlessThere } from '../../db/alreadyThere.ts'
import { announce } from '../../feed/announce.ts'
import { router, staffProcedure } from './procedures.ts'

const noResource = () => new TRPCError({ code: 'NOT_FOUND', message: 'there is no such resource here' })

/** What a manager does with tables, staff and rooms of the terminal's own location, and with the shop's services. */
export const bookables = router({
  /** Makes or changes one as a whole; its hours stay. CONFLICT: a new one that is there already, or another location's. */
  saveResource: staffProcedure('manager')
    .input(savedResourceSchema)
    .mutation(async ({ ctx: { hub, terminal }, input }) => {
      const saved = await unlessThere(announce(hub, (tx) => saveResource(tx, input, terminal.location)))
      if (saved === null) throw new TRPCError({ code: 'CONFLICT', message: 'this code belongs to another' })
      return saved
    }),
  /** Makes or changes a service as a whole. CONFLICT: a new one that is there already. */
  saveService: staffProcedure('manager')
    .input(savedServiceSchema)
    .mutation(async ({ ctx: { hub }, input }) => {
      const saved = await unlessThere(announce(hub, (tx) => saveService(tx, input)))
      if (saved === null) throw new TRPCError({ code: 'CONFLICT', message: 'there is a service of this code' })
      return saved
    }),
  /** What is still booked on one: to be said before it is taken out of use. NOT_FOUND: this location has none of this code. */
  ahead: staffProcedure('manager')
    .input(z.object({ code: codeSchema }))
    .query(async ({ ctx: { hub, terminal }, input: { code } }) => {
      const ahead = await readAhead(hub.sql, code, terminal.location)
      if (ahead === null) throw noResource()
      return ahead
    }),
  outOfUse: staffProcedure('manager').query(({ ctx: { hub, terminal } }) => listOutOfUse(hub.sql, terminal.location)),
  /** Takes one out of use, or back into it; what is booked on it stays. NOT_FOUND: this location has none of this code. */
  setInUse: staffProcedure('manager')
    .input(inUseSchema)
    .mutation(async ({ ctx: { hub, terminal }, input }) => {
      if (!(await announce(hub, (tx) => setInUse(tx, input, terminal.location)))) throw noResource()
    }),
  /** Sets when one can be had. NOT_FOUND: this location has none of this code. */
  saveHours: staffProcedure('manager')
    .input(savedHoursSchema)
    .mutation(async ({ ctx: { hub, terminal }, input }) => {
      const saved = await announce(hub, (tx) => saveHours(tx, input, terminal.location))
      if (saved === null) throw noResource()
      return saved
    }),
})
