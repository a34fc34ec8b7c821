import type { DocumentOf } from '../../shared/protocol/feed.ts'
import { bookingStates } from '../../shared/bookings/bookings.ts'
import { selectBookings } from '../bookings/bookingRows.ts'
import { readResources } from '../bookings/resources.ts'
import { readServices } from '../bookings/services.ts'
import type { Sql } from '../db/connect.ts'
import { isCurrent } from '../seating/events.ts'
import { readEventsFor, readHallsFor } from '../seating/replicaRows.ts'
import type { Source } from './collections.ts'

const zeroUuid = '00000000-0000-0000-0000-000000000000'

/** Those that stand, and those of yesterday on: what a host looks back at. */
export const bookings: Source<'bookings'> = {
  types: ['replica.booking', ...bookingStates.map((state) => `booking.${state}`)],
  local: true,
  idOf: ({ id }) => id,
  locationOf: ({ location }) => location,
  page: async (sql, location, after, limit) =>
    (
      await selectBookings(
        sql,
        sql`
          where b.location = ${location} and b.id > ${after === '' ? zeroUuid : after}::uuid
            and b.ends_at > now() - interval '1 day' order by b.id limit ${limit}`,
      )
    ).map(present),
  byIds: async (sql, ids) => (await selectBookings(sql, sql`where b.id = any(${[...ids]}::uuid[])`)).map(present),
}

const present = (booking: Awaited<ReturnType<typeof selectBookings>>[number]): DocumentOf<'bookings'> => ({
  ...booking,
  _deleted: false,
})

/** Resources, services, events and their halls, told by `resource:CODE` and the like. Halls never change. */
export const bookables: Source<'bookables'> = {
  types: ['replica.resource', 'replica.service', 'replica.hall', 'replica.event'],
  local: false,
  idOf: ({ id }) => id,
  locationOf: () => null,
  page: async (sql, _location, after, limit) => {
    const rows = await sql<{ id: string }[]>`
      select id from (
        select ('resource:' || code) collate "C" as id from resources union all select ('service:' || code) collate "C" from services
        union all select ('event:' || e.code) collate "C" from events e where ${isCurrent(sql)}
        union select ('hall:' || e.hall) collate "C" from events e where ${isCurrent(sql)}
      ) as b
      where id > ${after} order by id limit ${limit}`
    return documentsOf(
      sql,
      rows.map(({ id }) => id),
    )
  },
  byIds: (sql, ids) => documentsOf(sql, ids),
}

const nothing = { resource: null, service: null, event: null, hall: null, _deleted: false }

const documentsOf = async (sql: Sql, ids: readonly string[]): Promise<DocumentOf<'bookables'>[]> => {
  const codesOf = (type: string): string[] =>
    ids.flatMap((id) => (id.startsWith(`${type}:`) ? [id.slice(type.length + 1)] : []))
  const [resources, services, events, halls] = await Promise.all([
    readResources(sql, codesOf('resource')),
    readServices(sql, codesOf('service')),
    readEventsFor(sql, codesOf('event')),
    readHallsFor(sql, codesOf('hall')),
  ])
  const documents = [
    ...resources.map((resource) => ({ ...nothing, id: `resource:${resource.code}`, resource })),
    ...services.map(({ needs, ...service }) => ({
      ...{ ...nothing, id: `service:${service.code}` },
      service: { ...service, needs: [...needs] },
    })),
    ...events.map((event) => ({ ...nothing, id: `event:${event.code}`, event })),
    ...halls.map((hall) => ({ ...nothing, id: `hall:${hall.id}`, hall })),
  ]
  return documents.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}
