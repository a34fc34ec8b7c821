import type { Giver } from '../../shared/holds/settle.ts'
import type { Hub } from '../api/hub.ts'
import { transfers } from './shop.ts'

type Deps = Pick<Hub, 'sql' | 'arbiter' | 'newId'>

/** What is on the way between the two shops, once. Under keys of their own, so that two hubs that start together send it once. */
export const placeTransfers = async ({ sql, arbiter, newId }: Deps): Promise<void> => {
  const [known] = await sql`select from transfers limit 1`
  if (known !== undefined) return
  for (const [index, { from, to, staff, note, lines }] of transfers.entries()) {
    const giver: Giver = { channel: 'counter', ttlSeconds: 0, terminal: null, staff, role: 'manager', ownOnly: false }
    await arbiter.submit({
      ...{ caller: 'demo', key: `transfer ${index}`, bodyHash: '', giver },
      command: {
        ...{ type: 'transfer.send', transfer: newId(), from, to, note },
        lines: lines.map(([sku, quantity]) => ({ sku, quantity })),
      },
    })
  }
}
