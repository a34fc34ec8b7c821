import { z } from 'zod'
import { createPairingCode, type PairingPlace } from '../auth/pairing.ts'
import { hashPin, pinSchema, putStaff, staffInputSchema } from '../auth/staff.ts'
import { putChannel } from '../catalogue/channels.ts'
import { locationInputSchema, putLocation } from '../catalogue/locations.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { loadDemoShop } from '../demo/loadDemoShop.ts'
import { announce, type Changed, changed } from '../feed/announce.ts'

export const newShopSchema = z.strictObject({
  shopName: locationInputSchema.shape.name,
  timeZone: locationInputSchema.shape.timeZone.default('Asia/Ho_Chi_Minh'),
  managerName: staffInputSchema.shape.name,
  pin: pinSchema,
  /** What the counter is called, in the language of the person. */
  counterName: z.string().trim().min(1).max(60).default('Quầy'),
})
export type NewShop = z.infer<typeof newShopSchema>

type Deps = Parameters<typeof loadDemoShop>[0]

const place: PairingPlace = { location: 'main', channel: 'counter' }

/** True while nobody works at this hub and it has no place and no terminal. */
export const isNew = async (sql: Sql | Tx): Promise<boolean> => {
  const [row] = await sql<{ isNew: boolean }[]>`
    select not exists (select from staff) and not exists (select from terminals)
      and not exists (select from locations) as "isNew"`
  return row?.isNew === true
}

/**
 * Sets a shop up in a hub that has none.
 * @returns a pairing code for its first terminal; null if there is a shop already
 */
export const setUpShop = async (deps: Deps, shop: NewShop): Promise<string | null> => {
  const pinHash = await hashPin(shop.pin)
  return announce(deps, async (tx) => {
    // Locked, so that of two that ask at once one finds the other's shop.
    await tx`select from hub for update`
    return (await isNew(tx)) ? writeShop(tx, shop, pinHash) : changed(null)
  })
}

const writeShop = async (tx: Tx, shop: NewShop, pinHash: string): Promise<Changed<string>> => {
  const { shopName: name, timeZone, managerName, counterName } = shop
  const done = [
    await putLocation(tx, place.location, { name, timeZone }),
    await putChannel(tx, place.channel, { name: counterName, kind: 'pos' }),
    await putChannel(tx, 'web', { name: 'Website', kind: 'web' }),
    await putStaff(tx, 'owner', { name: managerName, role: 'admin' }, pinHash),
  ]
  return changed(await codeFor(tx, place), ...done.flatMap(({ changes }) => changes))
}

/** Puts the demo shop into a hub that has none. @returns as `setUpShop` */
export const setUpDemo = async (deps: Deps): Promise<string | null> => {
  if (!(await isNew(deps.sql))) return null
  await loadDemoShop(deps)
  return codeFor(deps.sql, { location: 'q1', channel: 'counter' })
}

const codeFor = async (sql: Sql | Tx, at: PairingPlace): Promise<string> => {
  const made = await createPairingCode(sql, at, null)
  if (!made.ok) throw new Error(`the new shop has no ${made.what}`)
  return made.code.code
}
