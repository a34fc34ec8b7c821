import { type WaitingGuest, waitingStates } from '../../../shared/bookings/waitingGuests.ts'
import { selectGuests } from '../../bookings/guestRows.ts'
import { type CaseOf, caseIdOf } from '../../../shared/protocol/cases.ts'
import type { CaseSource } from './types.ts'

/** Guests who wait, have an offer or missed one. */
export const waiting: CaseSource<'waiting'> = {
  type: 'waiting',
  types: ['replica.waiting', ...waitingStates.map((state) => `waiting.${state}`)],
  page: async (sql, location, after, limit) =>
    (
      await selectGuests(
        sql,
        sql`
          where g.location = ${location} and g.id > ${after}::uuid
            and g.state in ('waiting', 'offered', 'missed') order by g.id limit ${limit}`,
      )
    ).map(present),
  byIds: async (sql, ids) => (await selectGuests(sql, sql`where g.id = any(${[...ids]}::uuid[])`)).map(present),
}

const isOver = ({ state }: WaitingGuest): boolean => state === 'served' || state === 'left' || state === 'expired'

const present = (guest: WaitingGuest): CaseOf<'waiting'> => ({
  ...{ id: caseIdOf('waiting', guest.id), type: 'waiting', location: guest.location, data: guest },
  _deleted: isOver(guest),
})
