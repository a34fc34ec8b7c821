import { kinds } from '../../shared/kinds/registry.ts'
import type { Queries } from '../db/connect.ts'
import { serverKinds } from '../kinds/registry.ts'
import type { PoolChange, UuidArray } from '../kinds/types.ts'

/**
 * Ends the claims of all kinds that these holds have; the holds have expired, and are locked. All statements travel together, and lock in the
 * arbiter's order: kind by kind, in each by key.
 * @param tables in which they have claims, where that is known
 * @returns the pools that changed
 */
export const expireClaims = async (
  tx: Queries,
  holds: UuidArray,
  tables?: readonly string[],
): Promise<PoolChange[]> => {
  const concerned = kinds.filter(
    (kind) =>
      tables === undefined || serverKinds[kind].mayGetMore === true || tables.includes(serverKinds[kind].claims),
  )
  const changed = await Promise.all(concerned.map((kind) => serverKinds[kind].expire(tx, holds)))
  return changed.flat()
}
