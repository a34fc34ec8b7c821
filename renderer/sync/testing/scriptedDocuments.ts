import type { Event } from '../../../shared/holds/settle.ts'
import { caseIdOf } from '../../../shared/protocol/cases.ts'
import type { DocumentOf } from '../../../shared/protocol/feed.ts'
import type { Grading, Return } from '../../../shared/returns/returns.ts'
import type { ScriptedFeed } from './scriptedFeed.ts'

/** An item of the tests' shop, with a barcode that can be told from its SKU. */
export const itemFor = (sku: string, name: string, price: number): DocumentOf<'items'> => ({
  ...{
    sku,
    name,
    barcodes: [`893${sku}`],
    price,
    currency: 'VND',
    safetyStock: 0,
    flashSale: false,
    listed: true,
    _deleted: false,
  },
})

/** A document of `bookables` before it is said what it is of. */
export const noBookable = {
  ...{ resource: null, service: null, event: null, hall: null, campaign: null, codes: null, _deleted: false },
}

/** One location, with a counter and a website. */
export const placesFor = (location: string, holdTtlSeconds: number): DocumentOf<'places'>[] => {
  const common = { _deleted: false, timeZone: null, kind: null, holdTtlSeconds: null }
  const channel = { ...common, type: 'channel', holdTtlSeconds } as const
  return [
    {
      ...{ ...common, id: `location:${location}`, type: 'location', code: location, name: 'Quận 1' },
      timeZone: 'Asia/Ho_Chi_Minh',
    },
    { ...channel, id: 'channel:pos', code: 'pos', name: 'Quầy', kind: 'pos' },
    { ...channel, id: 'channel:web', code: 'web', name: 'Web', kind: 'web' },
  ]
}

const putReturn = (feed: ScriptedFeed, one: Return, location: string, more: readonly Grading[]): void => {
  const id = caseIdOf('return', one.id)
  const known = feed.get('cases', id)
  const gradings = [...(known?.type === 'return' ? known.data.gradings : []), ...more]
  feed.put('cases', {
    id,
    type: 'return',
    location,
    data: { ...one, lines: [...one.lines], gradings },
    _deleted: false,
  })
}

/** Writes what happened into the collections that tell of it; levels are not told by events. */
export const putEvent = (feed: ScriptedFeed, event: Event, location: string, at: number): void => {
  if (event.type === 'placed' || event.type === 'extended' || event.type === 'ended') {
    const { hold } = event
    feed.put('holds', { ...hold, lines: [...hold.lines], _deleted: hold.state !== 'held' })
  }
  if (event.type === 'booked' || event.type === 'booking_changed')
    feed.put('bookings', { ...event.booking, resources: [...event.booking.resources], _deleted: false })
  if (event.type === 'waiting_changed') {
    const { guest } = event
    const isGone = guest.state === 'served' || guest.state === 'left' || guest.state === 'expired'
    feed.put('cases', { id: caseIdOf('waiting', guest.id), type: 'waiting', location, data: guest, _deleted: isGone })
  }
  if (event.type === 'order_changed') {
    const { order } = event
    // Who did what is the tables' to tell.
    const data = { ...order, steps: [] }
    feed.put('cases', { id: caseIdOf('order', order.id), type: 'order', location, data, _deleted: false })
  }
  if (event.type === 'transfer_changed') {
    const { transfer } = event
    const data = { ...transfer, lines: [...transfer.lines] }
    feed.put('cases', { id: caseIdOf('transfer', transfer.id), type: 'transfer', location, data, _deleted: false })
  }
  if (event.type === 'return_changed') putReturn(feed, event.return, location, [])
  if (event.type === 'graded') {
    const { sku, quantity, grade, note = null, photo = null } = event.seen
    const known = feed.get('cases', caseIdOf('return', event.return))
    if (known?.type !== 'return') throw new Error('something was seen of a return that nobody knows')
    putReturn(feed, known.data, location, [
      { at, sku, quantity, grade, note, photo, counted: event.counted, staff: null },
    ])
  }
  if (event.type === 'discrepancy') {
    const { id, kind, sku, quantity, order } = event
    const about = { at, orderNumber: null, transferNumber: null, terminal: null, staff: null }
    const data = { id, kind, location, sku, quantity, order, ...about }
    feed.put('cases', { id: caseIdOf('discrepancy', id), type: 'discrepancy', location, data, _deleted: false })
  }
  if (event.type === 'discrepancy_settled') {
    const document = feed.get('cases', caseIdOf('discrepancy', event.id))
    if (document !== undefined) feed.put('cases', { ...document, _deleted: true })
  }
}
