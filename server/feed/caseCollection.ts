import type { DocumentOf } from '../../shared/protocol/feed.ts'
import { type WaitingGuest, waitingStates } from '../../shared/bookings/waitingGuests.ts'
import { selectGuests } from '../bookings/guestRows.ts'
import type { Source } from './collections.ts'

const zeroUuid = '00000000-0000-0000-0000-000000000000'
const prefix = 'waiting:'

/**
 * What people work through until it has ended. Its subjects on the feed are the ids of what the cases are about, without the type that stands before
 * them in the document's own id; all of them are UUIDs, of which no two are alike.
 */
export const cases: Source<'cases'> = {
  types: waitingStates.map((state) => `waiting.${state}`),
  local: true,
  idOf: ({ id }) => id.slice(prefix.length),
  locationOf: ({ location }) => location,
  page: async (sql, location, after, limit) =>
    (
      await selectGuests(
        sql,
        sql`
          where g.location = ${location} and g.id > ${after === '' ? zeroUuid : after}::uuid
            and g.state in ('waiting', 'offered', 'missed') order by g.id limit ${limit}`,
      )
    ).map(present),
  byIds: async (sql, ids) => (await selectGuests(sql, sql`where g.id = any(${[...ids]}::uuid[])`)).map(present),
}

const isOver = ({ state }: WaitingGuest): boolean => state === 'served' || state === 'left' || state === 'expired'

const present = (guest: WaitingGuest): DocumentOf<'cases'> => ({
  ...{ id: `${prefix}${guest.id}`, type: 'waiting', location: guest.location, data: guest },
  _deleted: isOver(guest),
})
