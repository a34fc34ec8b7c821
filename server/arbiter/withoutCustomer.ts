import { type Guest, guestSchema } from '../../shared/bookings/bookings.ts'
import type { Outcome, Verdict } from '../../shared/protocol/verdicts.ts'
import type { Queries } from '../db/connect.ts'

/** A verdict as it is kept: who it was for stands with the booking, the order or the guest alone, so that it can be erased there (SPEC A9). */
export const withoutCustomer = (verdict: Verdict): Verdict =>
  verdict.accepted ? { accepted: true, outcome: withCustomer(verdict.outcome, nobody) } : verdict

interface Known {
  readonly customer: Guest | null
  readonly note: string | null
}
const nobody: Known = { customer: null, note: null }

const withCustomer = (outcome: Outcome, { customer, note }: Known): Outcome => {
  if (outcome.type === 'booking') return { ...outcome, booking: { ...outcome.booking, customer, note } }
  if (outcome.type === 'waiting') return { ...outcome, guest: { ...outcome.guest, customer, note } }
  if (outcome.type === 'order') return { ...outcome, order: { ...outcome.order, customer } }
  return outcome
}

/** The id of whom an outcome tells that has a customer; null for the others. */
const idOf = (verdict: Verdict | null): string | null => {
  if (verdict?.accepted !== true) return null
  const { outcome } = verdict
  if (outcome.type === 'booking') return outcome.booking.id
  if (outcome.type === 'waiting') return outcome.guest.id
  return outcome.type === 'order' ? outcome.order.id : null
}

/** Gives verdicts that were found their customers back, as far as they are known still. Neither they nor a note ever change otherwise. */
export const withCustomers = async <Found extends { readonly verdict: Verdict | null }>(
  tx: Queries,
  found: readonly Found[],
): Promise<Found[]> => {
  const ids = found.flatMap(({ verdict }) => idOf(verdict) ?? [])
  if (ids.length === 0) return [...found]
  const rows = await tx<{ id: string; customer: unknown; note: string | null }[]>`
    select id, customer, note from bookings where id = any(${ids}::uuid[])
    union all select id, customer, note from waiting_guests where id = any(${ids}::uuid[])
    union all select id, customer, null from orders where id = any(${ids}::uuid[])`.execute()
  const known = new Map(
    rows.map(({ id, customer, note }) => [id, { customer: guestSchema.nullable().parse(customer), note }]),
  )
  return found.map((one) => {
    const { verdict } = one
    return verdict?.accepted === true
      ? {
          ...one,
          verdict: {
            accepted: true,
            outcome: withCustomer(verdict.outcome, known.get(idOf(verdict) ?? '') ?? nobody),
          },
        }
      : one
  })
}
