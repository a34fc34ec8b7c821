import fc from 'fast-check'

/** Texts that trip databases, parsers and paths. */
const nasty = fc.constantFrom(
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00x',
  '__proto__',
  'constructor',
  '%',
  '%00',
  '%zz',
  '..',
  '.',
  '/',
  '\\',
  "'; drop table holds; --",
  '﻿',
  '‮',
  'a'.repeat(70),
  '1e400',
  '-0',
  'NaN',
  '',
  ' ',
  'q1',
  'a',
  'web',
  'Asia/Ho_Chi_Minh',
  '\u2028',
  '💥',
)
/** Any text, often one that trips something. */
export const text = fc.oneof(nasty, fc.string(), fc.string({ unit: 'binary' }))
const number = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 5 }) },
  fc.integer(),
  fc.double(),
  fc.constantFrom(
    0,
    -1,
    1,
    2 ** 31,
    -(2 ** 31),
    2 ** 53,
    2 ** 63,
    1e308,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    999_999,
  ),
)
const anything = fc.anything({ maxDepth: 4, values: [text, number, fc.boolean(), fc.constant(null)], key: text })

/** Something that is nearly right: the field as it should be, or anything at all. */
const nearly = (right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 4, arbitrary: right }, { weight: 1, arbitrary: anything })

const some = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<unknown> =>
  fc.record(model, { requiredKeys: [] })

const money = some({ amount: nearly(number), currency: nearly(fc.constant('VND')) })
const line = fc.record(
  {
    kind: nearly(fc.constant('stock')),
    sku: nearly(fc.constantFrom('a', 'b')),
    quantity: nearly(number),
    extra: anything,
  },
  { requiredKeys: ['kind', 'sku', 'quantity'] },
)
const customer = some({ name: nearly(text), phone: nearly(text), email: nearly(text) })
const hold = fc.record(
  {
    location: nearly(fc.constant('q1')),
    lines: nearly(fc.array(line, { minLength: 1, maxLength: 3 })),
    ttlSeconds: nearly(number),
    session: nearly(text),
    customer: nearly(customer),
  },
  { requiredKeys: ['location', 'lines'] },
)
const item = some({
  name: nearly(text),
  barcodes: nearly(fc.array(text)),
  price: nearly(money),
  safetyStock: nearly(number),
  flashSale: nearly(fc.boolean()),
})
const channel = some({
  name: text,
  kind: nearly(fc.constant('web')),
  holdTtlSeconds: nearly(number),
  requestsPerMinute: nearly(number),
})
const place = some({ name: text, timeZone: nearly(fc.constant('Asia/Ho_Chi_Minh')) })
const person = some({ name: text, role: nearly(fc.constant('staff')), active: nearly(fc.boolean()) })
const goods = some({ quantity: nearly(number), reference: nearly(text) })
const pairing = some({ location: nearly(fc.constant('q1')), channel: nearly(fc.constant('web')) })

const clockTime = nearly(fc.constantFrom('00:00', '09:30', '24:00'))
const resource = some({
  kind: nearly(fc.constantFrom('table', 'staff')),
  name: nearly(text),
  location: nearly(fc.constant('q1')),
  maxParty: nearly(number),
  bufferMinutes: nearly(number),
  skills: nearly(fc.array(text)),
  joins: nearly(fc.array(text)),
})
const hours = some({
  weekly: nearly(fc.array(some({ day: nearly(number), from: clockTime, to: clockTime }))),
  exceptions: nearly(fc.array(some({ date: nearly(fc.constant('2026-03-29')), from: clockTime, to: clockTime }))),
})
const service = some({
  name: nearly(text),
  durationMinutes: nearly(fc.constantFrom(5, 60)),
  needs: nearly(fc.array(some({ kind: nearly(fc.constantFrom('table', 'staff')), skill: nearly(text) }))),
  confirmWithinSeconds: nearly(number),
})

const planSeat = some({
  seat_guid: nearly(fc.constantFrom('A1', 'A2', 'A3')),
  seat_number: nearly(text),
  position: nearly(fc.constant({ x: 1, y: 2 })),
  category: nearly(fc.constant('all')),
})
const seated = some({
  name: nearly(text),
  location: nearly(fc.constant('q1')),
  startsAt: nearly(fc.constant('2126-03-29T20:00:00+07:00')),
  plan: nearly(
    fc.record({
      name: nearly(text),
      categories: nearly(fc.constant([{ name: 'all' }])),
      zones: nearly(
        fc.array(
          fc.record({
            position: nearly(fc.constant({ x: 0, y: 0 })),
            rows: nearly(fc.array(fc.record({ row_number: text, seats: nearly(fc.array(planSeat)) }))),
          }),
        ),
      ),
    }),
  ),
  blocked: nearly(fc.array(fc.constantFrom('A1', 'Z9'))),
})

const part = fc.oneof(
  text.map((value) => encodeURIComponent(value.toWellFormed())),
  text.map((value) => value.replaceAll(/[^\x21-\x7e]/g, '')),
)

/** A request for one address, with a body that is nearly right for it or anything at all. */
const to = (path: fc.Arbitrary<string> | string, body: fc.Arbitrary<unknown> = anything) =>
  fc.tuple(typeof path === 'string' ? fc.constant(path) : path, nearly(body))

/** Requests for all sorts of addresses of REST: a method with its address, and a body. */
export const randomRequests = fc.oneof(
  { weight: 5, arbitrary: to('POST /v1/holds', hold) },
  to('POST /v1/pairing-codes', pairing),
  to('POST /v1/self-check'),
  to('POST /v1/items/import'),
  to('POST /v1/channels/web/keys'),
  to('PUT /v1/items/a', item),
  to('PUT /v1/stock/a/q1', some({ onHand: nearly(fc.integer({ min: 0, max: 9 })) })),
  to('POST /v1/stock/a/q1/receive', goods),
  to('PUT /v1/locations/q9', place),
  to('PUT /v1/channels/c9', channel),
  to('PUT /v1/staff/s9', person),
  to('PUT /v1/resources/r9', resource),
  to('PUT /v1/resources/r9/hours', hours),
  to('PUT /v1/services/s9', service),
  to(part.map((value) => `GET /v1/availability?location=q1&service=s9&date=2126-03-29&days=31&party=${value}`)),
  to('PUT /v1/events/e9', seated),
  to('POST /v1/events/e9/best', some({ party: nearly(number), category: nearly(text) })),
  to(part.map((value) => `GET /v1/events/${value}/seats`)),
  to('POST /v1/sessions'),
  to(part.map((value) => `POST /v1/sessions/${value}/end`)),
  to(part.map((value) => `DELETE /v1/sessions/${value}`)),
  to(part.map((value) => `GET /v1/availability?location=q1&service=${value}&date=${value}`)),
  to(part.map((value) => `GET /v1/resources/${value}/calendar/${value}.ics`)),
  to(
    part.map((value) => `PUT /v1/items/${value}`),
    item,
  ),
  to(part.map((value) => `GET /v1/items/${value}`)),
  to(
    part.map((value) => `PUT /v1/stock/a/${value}`),
    some({ onHand: number }),
  ),
  to(
    part.map((value) => `POST /v1/holds/${value}/release`),
    some({ reason: text }),
  ),
  to(
    part.map((value) => `POST /v1/holds/${value}/extend`),
    some({ ttlSeconds: number }),
  ),
  to(part.map((value) => `GET /v1/stock/${value}/q1/movements`)),
  to(part.map((value) => `GET /v1/holds?cursor=${value}&limit=${value}`)),
  to(part.map((value) => `GET /v1/items?query=${value}`)),
  to(part.map((value) => `GET /v1/stock?sku=${value}&cursor=${value}`)),
  to(part.map((value) => `GET /v1/${value}`)),
)
