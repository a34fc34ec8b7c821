import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'

const database = testDatabase()
const hub = testHub(database)
const { ask } = hub

const items: readonly (readonly [sku: string, name: string, barcode: string])[] = [
  ['CF-1', 'Cà phê rang mộc', '8930000000017'],
  ['CF-2', 'Cà phê sữa đá', '8930000000024'],
  ['TRA-1', 'Trà đào 100%', '8930000000031'],
  ['x_y', 'Đậu phộng', '8930000000048'],
]

beforeAll(async () => {
  await hub.item('a-counted', 3)
  await ask('PUT', '/v1/locations/td', { body: { name: 'Thủ Đức', timeZone: 'Asia/Ho_Chi_Minh' } })
  for (const [sku, name, barcode] of items)
    await ask('PUT', `/v1/items/${sku}`, {
      body: { name, barcodes: [barcode], price: { amount: 10_000, currency: 'VND' } },
    })
})

const skus = (body: unknown): string[] =>
  z
    .object({ data: z.array(z.object({ sku: z.string() })) })
    .parse(body)
    .data.map(({ sku }) => sku)

describe('items', () => {
  test.each([
    ['ca phe', ['CF-1', 'CF-2']],
    ['CÀ PHÊ sua', ['CF-2']],
    ['phe ca', ['CF-1', 'CF-2']],
    ['dau', ['x_y']],
    ['đào', ['TRA-1']],
    ['cf-', ['CF-1', 'CF-2']],
    ['8930000000031', ['TRA-1']],
    ['100%', ['TRA-1']],
    ['x_y', ['x_y']],
    ['xay', []],
    ['nothing of the sort', []],
  ])('searching for %j finds %j', async (query, found) => {
    expect(skus((await ask('GET', `/v1/items?query=${encodeURIComponent(query)}`)).body)).toEqual(found)
  })

  test('pages are stable while items are added', async () => {
    const found: string[] = []
    let cursor: string | null = ''
    for (let page = 0; cursor !== null; page += 1) {
      const url: string = `/v1/items?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`
      const { body } = await ask('GET', url)
      found.push(...skus(body))
      cursor = z.object({ nextCursor: z.string().nullable() }).parse(body).nextCursor
      if (page === 0)
        await ask('PUT', '/v1/items/A-new', { body: { name: 'New', price: { amount: 1, currency: 'VND' } } })
    }
    expect(found).toEqual(['CF-1', 'CF-2', 'TRA-1', 'a-counted', 'x_y'])
  })

  test('are written as a whole: what is left out has its default', async () => {
    const price = { amount: 5, currency: 'VND' }
    await ask('PUT', '/v1/items/w', {
      body: { name: 'W', price, barcodes: ['1', '1', '2'], safetyStock: 3, flashSale: true },
    })
    expect((await ask('GET', '/v1/items/w')).body).toMatchObject({
      barcodes: ['1', '2'],
      safetyStock: 3,
      flashSale: true,
    })
    const written = await ask('PUT', '/v1/items/w', { body: { name: 'W2', price } })
    expect(written.body).toEqual({
      sku: 'w',
      name: 'W2',
      price,
      barcodes: [],
      safetyStock: 0,
      flashSale: false,
      listed: true,
    })
    expect((await ask('GET', '/v1/items/w')).body).toEqual(written.body)
    expect((await ask('GET', '/v1/items/nothing')).status).toBe(404)
  })

  test('N1, N2: what is not listed can be had by nobody any more, and what was promised goes on', async () => {
    await hub.item('old', 9)
    const key = await hub.channelKey('web')
    const hold = () =>
      ask('POST', '/v1/holds', { key, body: { location: 'q1', lines: [{ kind: 'stock', sku: 'old', quantity: 1 }] } })
    const list = async (more: { listed?: boolean }) =>
      (await ask('PUT', '/v1/items/old', { body: { name: 'Old', price: { amount: 1, currency: 'VND' }, ...more } }))
        .body
    const stock = async () => (await ask('GET', '/v1/stock?sku=old&location=q1', { key })).body
    // More than one, so that the hub remembers the level and places at once.
    const held = [await hold(), await hold(), await hold()]
    const { id } = z.object({ id: z.string() }).parse(held[2]?.body)
    expect(await list({ listed: false })).toMatchObject({ listed: false })
    const refused = { status: 409, body: { code: 'conflict', conflicts: [{ line: 0, code: 'not_listed' }] } }
    expect([await hold(), await hold()]).toMatchObject([refused, refused])
    const order = { location: 'q1', lines: [{ kind: 'stock', sku: 'old', quantity: 1 }], payment: { method: 'cash' } }
    expect(await ask('POST', '/v1/orders', { key, body: order })).toMatchObject(refused)
    expect(await stock()).toMatchObject({ data: [{ onHand: 9, held: 3, available: 0 }] })
    expect(await ask('POST', `/v1/holds/${id}/confirm`, { key, body: {} })).toMatchObject({ status: 200 })
    expect(skus((await ask('GET', '/v1/items?listed=false')).body)).toEqual(['old'])
    expect(skus((await ask('GET', '/v1/items?query=old&listed=true')).body)).toEqual([])
    // A program that knows nothing of it leaves it as it is.
    expect(await list({})).toMatchObject({ listed: false })
    await list({ listed: true })
    expect(await hold()).toMatchObject({ status: 201 })
    expect(await stock()).toMatchObject({ data: [{ onHand: 8, available: 5 }] })
  })

  test('may have any printable SKU', async () => {
    const sku = 'Cà phê "số 1" ☕ %41'
    const url = `/v1/items/${encodeURIComponent(sku)}`
    expect((await ask('PUT', url, { body: { name: 'A', price: { amount: 1, currency: 'VND' } } })).body).toMatchObject({
      sku,
    })
    expect((await ask('GET', url)).body).toMatchObject({ sku })
  })
})

describe('stock', () => {
  test('shows every item at every location; what was never counted is 0', async () => {
    const none = { held: 0, allotted: 0, inTransit: 0, returning: 0, quarantined: 0, damaged: 0 }
    expect((await ask('GET', '/v1/stock?sku=a-counted')).body).toEqual({
      data: [
        { sku: 'a-counted', location: 'q1', onHand: 3, available: 3, ...none },
        { sku: 'a-counted', location: 'td', onHand: 0, available: 0, ...none },
      ],
      nextCursor: null,
    })
  })

  test('pages through all, whatever the size of a page', async () => {
    const whole = skus((await ask('GET', '/v1/stock')).body)
    for (const limit of [1, 2, 3, 5]) {
      const found: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const url: string = `/v1/stock?limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`
        const { body } = await ask('GET', url)
        found.push(...skus(body))
        cursor = z.object({ nextCursor: z.string().nullable() }).parse(body).nextCursor
      }
      expect(found).toEqual(whole)
    }
  })

  test('is counted and received; both are movements, newest first', async () => {
    expect((await ask('PUT', '/v1/stock/CF-1/q1', { body: { onHand: 9 } })).body).toMatchObject({
      onHand: 9,
      available: 9,
    })
    expect(
      (await ask('POST', '/v1/stock/CF-1/q1/receive', { body: { quantity: 4, reference: 'PO 12' } })).body,
    ).toEqual({
      sku: 'CF-1',
      location: 'q1',
      onHand: 13,
    })
    const first = await ask('GET', '/v1/stock/CF-1/q1/movements?limit=1')
    expect(first.body).toMatchObject({
      data: [{ from: 'outside', to: 'available', quantity: 4, reason: 'received: PO 12' }],
    })
    const { nextCursor } = z.object({ nextCursor: z.string() }).parse(first.body)
    expect((await ask('GET', `/v1/stock/CF-1/q1/movements?limit=1&cursor=${nextCursor}`)).body).toMatchObject({
      data: [{ quantity: 9, reason: 'count' }],
      nextCursor: null,
    })
  })

  test('of what does not exist is 404', async () => {
    expect((await ask('PUT', '/v1/stock/nothing/q1', { body: { onHand: 1 } })).status).toBe(404)
    const nowhere = [
      await ask('PUT', '/v1/stock/CF-1/mars', { body: { onHand: 1 } }),
      await ask('POST', '/v1/stock/CF-1/mars/receive', { body: { quantity: 1 } }),
    ]
    for (const answer of nowhere)
      expect(answer).toMatchObject({ status: 404, body: { detail: 'There is no location "mars".' } })
    expect((await ask('POST', '/v1/stock/nothing/q1/receive', { body: { quantity: 1 } })).status).toBe(404)
    for (const url of ['nothing/q1', 'CF-1/mars', '%00/q1'])
      expect((await ask('GET', `/v1/stock/${url}/movements`)).status).toBe(404)
    expect((await ask('GET', '/v1/stock/CF-2/td/movements')).body).toEqual({ data: [], nextCursor: null })
  })
})

test('every hold that takes stock has its own movements that name it (S3)', async () => {
  await hub.item('m', 5)
  const body = { location: 'q1', lines: [{ kind: 'stock', sku: 'm', quantity: 2 }] }
  const { id } = z.object({ id: z.string() }).parse((await ask('POST', '/v1/holds', { body })).body)
  await ask('POST', `/v1/holds/${id}/confirm`)
  expect((await ask('GET', '/v1/stock/m/q1/movements')).body).toMatchObject({
    data: [
      { from: 'held', to: 'outside', quantity: 2, hold: id },
      { from: 'available', to: 'held', quantity: 2, hold: id },
      { from: 'outside', to: 'available', quantity: 5 },
    ],
  })
})

test('what is set up is told on the feed, and levels with the safety stock that they depend on', async () => {
  const [{ position } = { position: 0 }] = await database.sql<{ position: number }[]>`select position from feed_head`
  await hub.item('fed', 1)
  await hub.item('fed', 1, { safetyStock: 1 })
  await ask('PUT', '/v1/channels/fed', { body: { name: 'Fed', kind: 'phone' } })
  await ask('PUT', '/v1/staff/fed', { body: { name: 'Fed', role: 'host', pin: '1234' } })
  const rows =
    await database.sql`select type, subject, location from feed where position > ${position} order by position`
  expect(rows.map(({ type, subject }) => `${type} ${subject}`)).toEqual([
    'replica.place location:q1',
    'replica.item fed',
    'stock.changed q1/fed',
    'replica.place location:q1',
    'replica.item fed',
    'stock.changed q1/fed',
    'replica.place channel:fed',
    'replica.staff fed',
  ])
})

test('locations and channels are read in pages too, each once, and take no field that nobody knows', async () => {
  const listSchema = z.object({ data: z.array(z.object({ code: z.string() })), nextCursor: z.string().nullable() })
  for (const [list, body] of [
    ['/v1/locations', { name: 'Kho', timeZone: 'Asia/Ho_Chi_Minh' }],
    ['/v1/channels', { name: 'Sàn', kind: 'marketplace' }],
  ] as const) {
    for (const code of ['z2', 'Ö', 'z1', '😀'])
      expect((await hub.ask('PUT', `${list}/${encodeURIComponent(code)}`, { body })).status).toBe(200)
    const all = listSchema.parse((await hub.ask('GET', list)).body)
    const codes: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = listSchema.parse(
        (await hub.ask('GET', `${list}?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`)).body,
      )
      codes.push(...page.data.map(({ code }) => code))
      cursor = page.nextCursor
    }
    expect(codes).toEqual(all.data.map(({ code }) => code))
    expect(all.nextCursor).toBeNull()
    expect((await hub.ask('GET', `${list}?page=1`)).status).toBe(422)
  }
})
