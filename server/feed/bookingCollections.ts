import type { DocumentOf } from '../../shared/protocol/feed.ts'
import { bookingStates } from '../../shared/bookings/bookings.ts'
import { selectBookings } from '../bookings/bookingRows.ts'
import { readResources } from '../bookings/resources.ts'
import { readServices } from '../bookings/services.ts'
import type { Sql } from '../db/connect.ts'
import { isCurrent } from '../seating/events.ts'
import { readEventsFor, readHallsFor } from '../seating/replicaRows.ts'
import { chunksOfCodes, type ChunkId, isCopied, readCampaignsFor, readChunksFor } from '../vouchers/replicaRows.ts'
import type { Source } from './collections.ts'

const zeroUuid = '00000000-0000-0000-0000-000000000000'

/** Those that stand, and those of yesterday on: what a host looks back at. */
export const bookings: Source<'bookings'> = {
  types: ['replica.booking', ...bookingStates.map((state) => `booking.${state}`)],
  local: true,
  idOf: ({ id }) => id,
  locationOf: ({ location }) => location,
  // Those that count are picked first: looked for in the order of their ids they come after all that are over.
  page: async (sql, location, after, limit) =>
    (
      await selectBookings(
        sql,
        sql`
          where b.id in (
            with counting as materialized (
              select id from bookings where location = ${location} and ends_at > now() - interval '1 day'
            )
            select id from counting where id > ${after === '' ? zeroUuid : after}::uuid order by id limit ${limit}
          ) order by b.id`,
      )
    ).map(present),
  byIds: async (sql, ids) => (await selectBookings(sql, sql`where b.id = any(${[...ids]}::uuid[])`)).map(present),
}

const present = (booking: Awaited<ReturnType<typeof selectBookings>>[number]): DocumentOf<'bookings'> => ({
  ...booking,
  _deleted: false,
})

const voucherTypes = ['voucher.held', 'voucher.used', 'voucher.free', 'voucher.void']

/**
 * Resources, services, events and their halls, campaigns and their codes, told by `resource:CODE` and the like. Halls never change. A change of a
 * voucher's use is told by its code, and goes to terminals as the chunk in which that is.
 */
export const bookables: Source<'bookables'> = {
  types: [
    ...['replica.resource', 'replica.service', 'replica.hall', 'replica.event', 'replica.campaign', 'replica.codes'],
    ...voucherTypes,
  ],
  local: false,
  idOf: ({ id }) => id,
  locationOf: () => null,
  page: async (sql, _location, after, limit) => {
    const rows = await sql<{ id: string }[]>`
      select id from (
        select ('resource:' || code) collate "C" as id from resources union all select ('service:' || code) collate "C" from services
        union all select ('event:' || e.code) collate "C" from events e where ${isCurrent(sql)}
        union select ('hall:' || e.hall) collate "C" from events e where ${isCurrent(sql)}
        union all select ('campaign:' || code) collate "C" from voucher_campaigns
        union all
        select ('codes:' || c.code || '/' || n) collate "C" from voucher_campaigns c
        cross join lateral generate_series(0, (select max(chunk) from vouchers where campaign = c.code)) as n where ${isCopied(sql)}
      ) as b
      where id > ${after} order by id limit ${limit}`
    return documentsOf(
      sql,
      rows.map(({ id }) => id),
    )
  },
  byIds: (sql, ids) => documentsOf(sql, ids),
}

const nothing = {
  ...{ resource: null, service: null, event: null, hall: null, campaign: null, codes: null, _deleted: false },
}

/** No code of a voucher has a colon (see `newVoucherCodeSchema`); every id of a document has one. */
const isVoucherCode = (id: string): boolean => !id.includes(':')

const chunkIdOf = (id: string): ChunkId => {
  const at = id.lastIndexOf('/')
  return { campaign: id.slice(0, at), chunk: Number(id.slice(at + 1)) }
}

const distinct = (chunks: readonly ChunkId[]): ChunkId[] => [
  ...new Map(chunks.map((one) => [`${one.campaign}/${one.chunk}`, one])).values(),
]

const documentsOf = async (sql: Sql, ids: readonly string[]): Promise<DocumentOf<'bookables'>[]> => {
  const codesOf = (type: string): string[] =>
    ids.flatMap((id) => (id.startsWith(`${type}:`) ? [id.slice(type.length + 1)] : []))
  const chunks = [...codesOf('codes').map(chunkIdOf), ...(await chunksOfCodes(sql, ids.filter(isVoucherCode)))]
  const [resources, services, events, halls, campaigns, codes] = await Promise.all([
    readResources(sql, codesOf('resource')),
    readServices(sql, codesOf('service')),
    readEventsFor(sql, codesOf('event')),
    readHallsFor(sql, codesOf('hall')),
    readCampaignsFor(sql, codesOf('campaign')),
    readChunksFor(sql, distinct(chunks)),
  ])
  const documents = [
    ...resources.map((resource) => ({ ...nothing, id: `resource:${resource.code}`, resource })),
    ...services.map(({ needs, ...service }) => ({
      ...{ ...nothing, id: `service:${service.code}` },
      service: { ...service, needs: [...needs] },
    })),
    ...events.map((event) => ({ ...nothing, id: `event:${event.code}`, event })),
    ...halls.map((hall) => ({ ...nothing, id: `hall:${hall.id}`, hall })),
    ...campaigns.map((campaign) => ({ ...nothing, id: `campaign:${campaign.code}`, campaign })),
    ...codes.map(({ chunk, isOver, codes: some }) => ({
      ...{ ...nothing, id: `codes:${some.campaign}/${chunk}`, codes: some, _deleted: isOver },
    })),
  ]
  return documents.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}
