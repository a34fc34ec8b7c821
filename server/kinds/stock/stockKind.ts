import type { ServerKind } from '../types.ts'
import { expireClaims } from './expire.ts'
import { findOverdueHolds } from './findOverdue.ts'
import { lockLevels, readStockClaims } from './lock.ts'
import { writeStock } from './write.ts'

/** Stock in PostgreSQL: counters per SKU and location, claims, and the append-only ledger. */
export const stockKind: ServerKind<'stock'> = {
  claims: 'stock_claims',
  mayGetMore: true,
  tellClaims: (sql, claims) => sql`
    select line, json_build_object('kind', 'stock', 'sku', sku, 'quantity', quantity) as told from ${claims}`,
  readClaims: readStockClaims,
  lockPools: lockLevels,
  findOverdue: findOverdueHolds,
  write: writeStock,
  expire: expireClaims,
}
