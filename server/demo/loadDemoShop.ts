import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Giver } from '../../shared/holds/settle.ts'
import type { Hub } from '../api/hub.ts'
import { defaultTtlSeconds } from '../../shared/protocol/commands.ts'
import { hashPin, putStaff } from '../auth/staff.ts'
import { putHours } from '../bookings/hours.ts'
import { putResource } from '../bookings/resources.ts'
import { putService } from '../bookings/services.ts'
import { putChannel } from '../catalogue/channels.ts'
import { writeRows } from '../catalogue/import/importItems.ts'
import type { Row } from '../catalogue/import/row.ts'
import { putLocation } from '../catalogue/locations.ts'
import type { Tx } from '../db/connect.ts'
import { announce, type Changed, changed } from '../feed/announce.ts'
import * as bookables from './bookables.ts'
import { placeBookings } from './placeBookings.ts'
import { placeOrders, putMoneyMatters } from './placeOrders.ts'
import { placeSeats, putShowings } from './placeSeats.ts'
import { placeTransfers } from './placeTransfers.ts'
import * as shop from './shop.ts'

type Deps = Pick<Hub, 'sql' | 'feed' | 'arbiter' | 'newId' | 'log'>

const figure = z.string().regex(/^\d+$/).transform(Number)

const fileSchema = z.array(
  z.strictObject({ sku: z.string(), name: z.string(), barcode: z.string(), price: figure, q1: figure, td: figure }),
)

const readItems = async (): Promise<Row[]> => {
  const text = await readFile(new URL('items.csv', import.meta.url))
  const items = fileSchema.parse(parse(text, { columns: true }))
  return items.flatMap(({ sku, name, barcode, price, q1, td }, index) => [
    { line: index + 2, sku, name, barcode, price, listed: null, count: { location: 'q1', onHand: q1 } },
    { line: index + 2, sku, name, barcode, price, listed: null, count: { location: 'td', onHand: td } },
  ])
}

/**
 * Makes sure that a hub with nothing in it has the demo shop, and that something is being held in it. A shop that somebody set up is left
 * alone. All of the catalogue comes in one transaction, so that a start that was cut off leaves nothing half done.
 */
export const loadDemoShop = async (deps: Deps): Promise<void> => {
  const [rows, pins] = await Promise.all([readItems(), hashPins()])
  const loaded = await announce(deps, (tx) => writeShop(tx, rows, pins, deps.newId))
  if (loaded) deps.log.info({ items: rows.length / 2 }, 'the demo shop was set up')
  const [hub] = await deps.sql<{ demo: boolean }[]>`select demo from hub`
  if (hub?.demo !== true) return
  await announce(deps, putShowings)
  await announce(deps, putMoneyMatters)
  await placeHolds(deps)
  await placeOrders(deps)
  await placeSeats(deps)
  await placeBookings(deps)
  await placeTransfers(deps)
}

type Pins = ReadonlyMap<string, string>

const hashPins = async (): Promise<Pins> =>
  new Map(await Promise.all(Object.entries(shop.staff).map(async ([id, { pin }]) => [id, await hashPin(pin)] as const)))

/** @returns whether there was nothing and the shop was written */
const writeShop = async (tx: Tx, rows: readonly Row[], pins: Pins, newId: () => string): Promise<Changed<boolean>> => {
  // Locked, so that of two hubs that start together one waits and then finds the shop there.
  const [hub] = await tx<{ isEmpty: boolean }[]>`
    select not demo and not exists (select from items) and not exists (select from locations) as "isEmpty" from hub for update`
  if (hub?.isEmpty !== true) return changed(false)
  await tx`update hub set demo = true, currency = 'VND'`
  const done: Changed<unknown>[] = []
  for (const [code, location] of Object.entries(shop.locations)) done.push(await putLocation(tx, code, location))
  for (const [code, channel] of Object.entries(shop.channels)) done.push(await putChannel(tx, code, channel))
  for (const [id, { name, role }] of Object.entries(shop.staff))
    done.push(await putStaff(tx, id, { name, role }, pins.get(id) ?? null))
  for (const [code, service] of Object.entries(bookables.services)) done.push(await putService(tx, code, service))
  for (const [code, resource] of Object.entries(bookables.resources)) {
    done.push(await putResource(tx, code, resource))
    done.push(await putHours(tx, code, bookables.hoursOf(resource.location)))
  }
  done.push(await writeRows(tx, rows, giverOf('admin'), newId))
  return { value: true, changes: done.flatMap(({ changes }) => changes) }
}

const giverOf = (channel: string): Giver => ({
  channel,
  ttlSeconds: defaultTtlSeconds,
  terminal: null,
  staff: null,
  role: 'admin',
  ownOnly: false,
})

/** Holds what customers of the other channels are about to buy, unless something of it is still held from the last start. */
const placeHolds = async ({ sql, arbiter, newId }: Deps): Promise<void> => {
  const channels = [...new Set(shop.holds.map(({ channel }) => channel))]
  const [live] = await sql`
    select from holds where state = 'held' and expires_at > now() and channel = any(${channels}::text[]) limit 1`
  if (live !== undefined) return
  // What is sold out by now is refused, as it would be for a customer.
  await Promise.all(
    shop.holds.map(({ channel, location, minutes, customer, lines }) =>
      arbiter.submit({
        caller: 'demo',
        key: newId(),
        bodyHash: '',
        command: {
          type: 'hold.place',
          hold: newId(),
          location,
          lines: lines.map(([sku, quantity]) => ({ kind: 'stock', sku, quantity })),
          ttlSeconds: minutes * 60,
        },
        giver: giverOf(channel),
        customer: { name: customer },
      }),
    ),
  )
}
