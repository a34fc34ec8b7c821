import { createHmac, timingSafeEqual } from 'node:crypto'
import { parse as parseUuid, stringify as formatUuid } from 'uuid'
import type { Sql } from '../db/connect.ts'

/** Bytes of a key: the order's id, and as many of its digest. */
const half = 16

/** The keys of checkout pages: each opens one order. */
export interface CheckoutKeys {
  keyOf(order: string): Promise<string>
  /** @returns the order's id; null for a key that this hub never made */
  orderOf(key: string): Promise<string | null>
}

export const createCheckoutKeys = (sql: Sql): CheckoutKeys => {
  let reading: Promise<Buffer> | null = null
  const secret = (): Promise<Buffer> => {
    reading ??= readSecret(sql).catch((error: unknown) => {
      reading = null
      throw error
    })
    return reading
  }
  const signed = async (id: Uint8Array): Promise<Buffer> =>
    Buffer.concat([
      id,
      createHmac('sha256', await secret())
        .update(id)
        .digest()
        .subarray(0, half),
    ])
  return {
    keyOf: async (order) => (await signed(parseUuid(order))).toString('base64url'),
    orderOf: async (key) => {
      const given = Buffer.from(key, 'base64url')
      if (given.length !== 2 * half) return null
      const id = given.subarray(0, half)
      return timingSafeEqual(given, await signed(id)) ? formatUuid(id) : null
    },
  }
}

const readSecret = async (sql: Sql): Promise<Buffer> => {
  const [row] = await sql<{ secret: Buffer }[]>`select checkout_secret as secret from hub`
  if (row === undefined) throw new Error('the database has no hub: it was not migrated')
  return row.secret
}
