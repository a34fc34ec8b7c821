import { z } from 'zod'
import { adminKey } from './hubProcess.ts'

export interface RestAnswer {
  readonly status: number
  readonly body: unknown
  readonly replayed: boolean
}

/** Asks a hub's REST API as an admin, unless another key is given. @throws TypeError when nobody answers */
export const ask = async (
  url: string,
  method: string,
  path: string,
  body?: unknown,
  { key = adminKey, idempotencyKey }: { key?: string; idempotencyKey?: string } = {},
): Promise<RestAnswer> => {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    body: text === '' ? null : JSON.parse(text),
    replayed: response.headers.get('idempotent-replayed') === 'true',
  }
}

const location = 'q1'

/** Sets a location and an item up, with so many on hand. */
export const setUpItem = async (url: string, sku: string, onHand: number, more: object = {}): Promise<void> => {
  const steps = [
    await ask(url, 'PUT', `/v1/locations/${location}`, { name: 'Quận 1', timeZone: 'Asia/Ho_Chi_Minh' }),
    await ask(url, 'PUT', `/v1/items/${sku}`, { name: sku, price: { amount: 1000, currency: 'VND' }, ...more }),
    await ask(url, 'PUT', `/v1/stock/${sku}/${location}`, { onHand }),
  ]
  for (const { status, body } of steps)
    if (status >= 300) throw new Error(`set-up failed: ${status} ${JSON.stringify(body)}`)
}

export const holdWish = (sku: string, quantity = 1, ttlSeconds = 900) => ({
  location,
  lines: [{ kind: 'stock', sku, quantity }],
  ttlSeconds,
})

export const holdIdOf = (answer: RestAnswer): string => z.object({ id: z.string() }).parse(answer.body).id

const stockSchema = z.object({
  data: z.array(z.object({ sku: z.string(), onHand: z.number(), held: z.number(), available: z.number() })),
})

export const stockOf = async (url: string, sku: string) => {
  const { data } = stockSchema.parse((await ask(url, 'GET', `/v1/stock?sku=${sku}&location=${location}`)).body)
  const [level] = data
  if (level === undefined) throw new Error(`there is no level of ${sku}`)
  return level
}

const reportSchema = z.object({ clean: z.boolean(), differences: z.array(z.string()) })

export const selfCheckOf = async (url: string) =>
  reportSchema.parse((await ask(url, 'POST', '/v1/self-check', {})).body)

const itemsSchema = z.object({
  data: z.array(z.object({ sku: z.string(), name: z.string(), barcodes: z.array(z.string()) })),
})

/** Items with a barcode, in the order of their SKUs. */
export const itemsOf = async (url: string, limit: number, query = '') => {
  const answer = await ask(url, 'GET', `/v1/items?limit=${limit}&query=${encodeURIComponent(query)}`)
  const { data } = itemsSchema.parse(answer.body)
  return data.flatMap(({ sku, name, barcodes: [barcode] }) => (barcode === undefined ? [] : [{ sku, name, barcode }]))
}

/** Items of which nothing is held at the moment. */
export const unheldItemsOf = async (url: string, limit: number) => {
  const unheld = []
  for (const item of await itemsOf(url, 200))
    if (unheld.length < limit && (await stockOf(url, item.sku)).held === 0) unheld.push(item)
  return unheld
}

/** Counts stock: from now on there are so many. */
export const count = async (url: string, sku: string, onHand: number): Promise<void> => {
  const { status, body } = await ask(url, 'PUT', `/v1/stock/${sku}/${location}`, { onHand })
  if (status !== 200) throw new Error(`not counted: ${status} ${JSON.stringify(body)}`)
}

/** An item of which nothing is held, with so many on hand from now on. @throws Error if there is none */
export const countedItem = async (url: string, onHand: number) => {
  const [item] = await unheldItemsOf(url, 1)
  if (item === undefined) throw new Error('the demo shop is empty')
  await count(url, item.sku, onHand)
  return item
}
