import type { ServerKind } from '../types.ts'
import { expireClaims, lockLevelsOf } from './expire.ts'
import { findOverdueHolds } from './findOverdue.ts'
import { lockLevels, readStockClaims } from './lock.ts'
import { writeStock } from './write.ts'

/** Stock in PostgreSQL: counters per SKU and location, claims, and the append-only ledger. */
export const stockKind: ServerKind<'stock'> = {
  readClaims: readStockClaims,
  lockPools: lockLevels,
  findOverdue: findOverdueHolds,
  write: writeStock,
  expire: expireClaims,
  lockPoolsOf: lockLevelsOf,
}
