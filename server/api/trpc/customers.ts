import { z } from 'zod'
import { type Counts, eraseCustomer, lookForCustomer } from '../../customers/erase.ts'
import { listErasures } from '../../customers/erasures.ts'
import { router, staffProcedure } from './procedures.ts'

const contact = z.string().trim().min(1).max(200)

const whoSchema = z.union([z.strictObject({ phone: contact }), z.strictObject({ email: contact })])

const shown = ({ holds, holdsPutAway, ...counts }: Counts) => ({ ...counts, holds: holds + holdsPutAway })

const told = (found: { readonly erased: Counts; readonly kept: Counts } | null) =>
  found === null ? null : { erased: shown(found.erased), kept: shown(found.kept) }

/** The last erasures that a manager is shown. */
const mostShown = 5

/** A customer's right to be forgotten (SPEC A9, A10). How much is told, never what. Null: it is neither a phone nor an e-mail. */
export const customers = router({
  /** A mutation, so that nobody's phone stands in an address. */
  lookFor: staffProcedure('manager')
    .input(whoSchema)
    .mutation(async ({ ctx: { hub }, input }) => told(await lookForCustomer(hub.sql, input))),

  erase: staffProcedure('manager')
    .input(whoSchema)
    .mutation(async ({ ctx: { hub, terminal, person }, input }) =>
      told(await eraseCustomer(hub, input, { staff: person.id, terminal: terminal.id })),
    ),

  erasures: staffProcedure('manager').query(async ({ ctx: { hub } }) =>
    (await listErasures(hub.sql, mostShown)).map(({ at, ...erasure }) => ({ ...erasure, at: at.getTime() })),
  ),
})
