import { beforeAll } from 'vitest'
import { z } from 'zod'
import type { TestHub } from './testHub.ts'

export const vnd = (amount: number) => ({ amount, currency: 'VND' })
export const tet = { name: 'Tết', discount: { kind: 'percent', value: 10 }, quantity: 100_000 }
export const idOf = ({ body }: { body: unknown }): string => z.object({ id: z.string() }).parse(body).id

/** Campaigns with their codes, and who holds and orders with them, over REST. */
export const restVouchers = (hub: TestHub) => {
  const keys = { web: '' }
  const put = (code: string, more: object = {}) =>
    hub.ask('PUT', `/v1/voucher-campaigns/${code}`, { body: { ...tet, ...more } })
  const make = (campaign: string, body: object, headers = {}) =>
    hub.ask('POST', `/v1/voucher-campaigns/${campaign}/codes`, { body, headers })
  const hold = (codes: readonly string[], more: object = {}) =>
    hub.ask('POST', '/v1/holds', {
      key: keys.web,
      body: { location: 'q1', lines: codes.map((code) => ({ kind: 'voucher', code })), ...more },
    })
  const order = (codes: readonly string[], more: object = {}) =>
    hub.ask('POST', '/v1/orders', {
      key: keys.web,
      body: {
        ...{ location: 'q1', payment: { method: 'cash' } },
        lines: [{ kind: 'stock', sku: 'tea', quantity: 2 }, ...codes.map((code) => ({ kind: 'voucher', code }))],
        ...more,
      },
    })
  const read = (code: string) => hub.ask('GET', `/v1/vouchers/${encodeURIComponent(code)}`, { key: keys.web })

  beforeAll(async () => {
    keys.web = await hub.channelKey('web')
    await hub.item('tea', 100)
  })
  return { keys, put, make, hold, order, read }
}
