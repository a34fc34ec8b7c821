import type { RxJsonSchema } from 'rxdb'
import type { Collection, DocumentOf } from '../../shared/protocol/feed.ts'

/**
 * How RxDB keeps the documents of the feed. The compiler names a field that `shared/protocol/feed.ts` has and this page lacks.
 * No secondary indexes: every question is answered from memory, and each index makes the first copy slower.
 */
export type Schemas = { readonly [C in Collection]: RxJsonSchema<DocumentOf<C>> }

const text = { type: 'string' } as const
const count = { type: 'number' } as const
const flag = { type: 'boolean' } as const
const textOrNull = { type: ['string', 'null'] } as const
const countOrNull = { type: ['number', 'null'] } as const
const objectOrNull = { type: ['object', 'null'] } as const
const key = { type: 'string', maxLength: 140 } as const

const items: Schemas['items'] = {
  version: 0,
  type: 'object',
  primaryKey: 'sku',
  properties: {
    sku: key,
    name: text,
    barcodes: { type: 'array', items: text },
    price: count,
    currency: text,
    safetyStock: count,
    flashSale: flag,
    listed: flag,
    _deleted: flag,
  },
  required: ['sku'],
}

const levels: Schemas['levels'] = {
  version: 0,
  type: 'object',
  primaryKey: 'id',
  properties: {
    id: key,
    location: text,
    sku: text,
    onHand: count,
    held: count,
    allotted: count,
    inTransit: count,
    returning: count,
    quarantined: count,
    damaged: count,
    safetyStock: count,
    shortfall: count,
    _deleted: flag,
  },
  required: ['id'],
}

const holds: Schemas['holds'] = {
  version: 0,
  type: 'object',
  primaryKey: 'id',
  properties: {
    id: key,
    state: text,
    channel: text,
    location: text,
    placedAt: count,
    expiresAt: count,
    lines: { type: 'array', items: { type: 'object' } },
    endedAt: countOrNull,
    reason: textOrNull,
    terminal: textOrNull,
    staff: textOrNull,
    _deleted: flag,
  },
  required: ['id'],
}

const staff: Schemas['staff'] = {
  version: 0,
  type: 'object',
  primaryKey: 'id',
  properties: { id: key, name: text, role: text, pinHash: text, _deleted: flag },
  required: ['id'],
}

const places: Schemas['places'] = {
  version: 0,
  type: 'object',
  primaryKey: 'id',
  properties: {
    id: key,
    type: text,
    code: text,
    name: text,
    timeZone: textOrNull,
    kind: textOrNull,
    holdTtlSeconds: countOrNull,
    _deleted: flag,
  },
  required: ['id'],
}

const bookings: Schemas['bookings'] = {
  version: 0,
  type: 'object',
  primaryKey: 'id',
  properties: {
    id: key,
    hold: text,
    state: text,
    channel: text,
    location: text,
    service: text,
    start: count,
    end: count,
    party: count,
    resources: { type: 'array', items: text },
    customer: objectOrNull,
    note: textOrNull,
    terminal: textOrNull,
    staff: textOrNull,
    bookedAt: count,
    confirmBy: countOrNull,
    noShowAt: countOrNull,
    freeUntil: count,
    seatedAt: countOrNull,
    endedAt: countOrNull,
    reason: textOrNull,
    waiting: textOrNull,
    _deleted: flag,
  },
  required: ['id'],
}

const bookables: Schemas['bookables'] = {
  version: 0,
  type: 'object',
  primaryKey: 'id',
  properties: {
    id: key,
    resource: objectOrNull,
    service: objectOrNull,
    event: objectOrNull,
    hall: objectOrNull,
    campaign: objectOrNull,
    codes: objectOrNull,
    _deleted: flag,
  },
  required: ['id'],
}

const seats: Schemas['seats'] = {
  version: 0,
  type: 'object',
  primaryKey: 'id',
  properties: {
    id: { type: 'string', maxLength: 270 },
    location: text,
    event: text,
    seat: text,
    hold: textOrNull,
    until: countOrNull,
    blocked: flag,
    allottedTo: textOrNull,
    _deleted: flag,
  },
  required: ['id'],
}

const cases: Schemas['cases'] = {
  version: 0,
  type: 'object',
  primaryKey: 'id',
  properties: { id: key, type: text, location: text, data: { type: 'object' }, _deleted: flag },
  required: ['id'],
}

export const schemas: Schemas = { items, levels, holds, staff, places, bookings, bookables, seats, cases }

/** The field by which the documents of each collection are told apart. */
export const keyOf: { readonly [C in Collection]: (document: DocumentOf<C>) => string } = {
  items: (document) => document.sku,
  levels: (document) => document.id,
  holds: (document) => document.id,
  staff: (document) => document.id,
  places: (document) => document.id,
  bookings: (document) => document.id,
  bookables: (document) => document.id,
  seats: (document) => document.id,
  cases: (document) => document.id,
}

/** Changes when the copies themselves are kept in another way. */
const layout = 2

/** A short name for the shape of all replicas: another shape is another database, copied anew from the hub. */
export const shapeOf = (from: Schemas): string => {
  let hash = 0x811c9dc5 + layout
  for (const character of JSON.stringify(from)) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(36)
}
