import { StockPools, stockKey } from '../../../shared/kinds/stock/rules.ts'
import type { StockLine, StockPool } from '../../../shared/kinds/stock/schema.ts'
import type { ArbiterCommand } from '../../../shared/protocol/commands.ts'
import type { Queries } from '../../db/connect.ts'
import type { ClaimsOf } from '../types.ts'
import { type LevelKey, levelKeysOf } from './keys.ts'
import { readBuyers } from './buyers.ts'
import { readLimits } from './limits.ts'

/** The claims of these holds, in the order of their lines. */
export const readStockClaims = async (tx: Queries, holds: readonly string[]): Promise<ClaimsOf<'stock'>> => {
  const rows = await tx<{ hold: string; index: number; sku: string; quantity: number }[]>`
    select hold, line as index, sku, quantity from stock_claims where hold = any(${[...holds]}::uuid[]) order by hold, line`.execute()
  const claims: ClaimsOf<'stock'> = new Map()
  for (const { hold, index, sku, quantity } of rows) {
    const line: StockLine = { kind: 'stock', sku, quantity }
    const lines = claims.get(hold)
    if (lines === undefined) claims.set(hold, [{ index, line }])
    else lines.push({ index, line })
  }
  return claims
}

/** Locks the levels in the order of their keys and gives them as they are then. A level that was never counted is made, with nothing in it. */
export const lockLevels = async (
  tx: Queries,
  commands: readonly ArbiterCommand[],
  holds: readonly string[],
  customers: readonly string[],
): Promise<StockPools> => {
  const wanted = levelKeysOf(commands)
  const levels = await lockKeys(tx, wanted, holds)
  const found = new Set(levels.map(({ location, sku }) => stockKey(location, sku)))
  const missing = wanted.filter(({ location, sku }) => !found.has(stockKey(location, sku)))
  if (missing.length === 0) return poolsOf(tx, levels, customers)
  const unknown = await makeLevels(tx, missing)
  return poolsOf(tx, [...levels, ...(await lockKeys(tx, missing, []))], customers, unknown)
}

/** A level with what tells whether there are limits on it. */
interface Locked extends Omit<StockPool, 'limits' | 'isUnlisted'> {
  readonly listed: boolean
  /** A channel has a limit for this SKU alone, or each buyer has. */
  readonly limited: boolean
  /** A channel has one for all SKUs of its location. */
  readonly narrowed: boolean
  readonly revision: number
}

/** With the limits of those that have some: read once the levels are locked, since nobody else writes them from then on. */
const poolsOf = async (
  tx: Queries,
  levels: readonly Locked[],
  customers: readonly string[],
  unknownLocations: ReadonlySet<string> = new Set(),
): Promise<StockPools> => {
  const withLimits = levels.filter(({ limited, narrowed }) => limited || narrowed)
  const [limits, buyers] = await Promise.all([
    readLimits(tx, withLimits),
    readBuyers(
      tx,
      levels.filter(({ limited }) => limited),
      customers,
    ),
  ])
  const pools = levels.map(
    ({ limited: _limited, narrowed: _narrowed, revision: _revision, listed, ...level }): StockPool => {
      const own = limits.get(stockKey(level.location, level.sku))
      const pool = own === undefined ? level : { ...level, limits: own }
      return listed ? pool : { ...pool, isUnlisted: true }
    },
  )
  // What is not sold any more goes the long way too, where that is seen (SPEC N1).
  const alone = new Set(
    levels.flatMap(({ location, sku, limited, listed }) => (limited || !listed ? [stockKey(location, sku)] : [])),
  )
  return new StockPools(pools, unknownLocations, { alone, buyers, revision: levels[0]?.revision ?? null })
}

const lockKeys = (tx: Queries, keys: readonly LevelKey[], holds: readonly string[]): Promise<Locked[]> =>
  holds.length === 0 ? lockNamed(tx, keys) : lockNamedAndClaimed(tx, keys, holds)

const columnsOfLevel = (tx: Queries) => tx`
  l.location, l.sku, l.on_hand as "onHand", l.held, l.allotted, l.shortfall, i.safety_stock as "safetyStock", l.limited, i.listed,
  exists (select from channel_limits c where c.location = l.location and c.sku = '') as narrowed,
  (select limits_revision from hub) as revision`

const lockNamed = (tx: Queries, keys: readonly LevelKey[]): Promise<Locked[]> =>
  keys.length === 0
    ? Promise.resolve([])
    : tx<Locked[]>`
    select ${columnsOfLevel(tx)}
    from unnest(${keys.map(({ location }) => location)}::text[], ${keys.map(({ sku }) => sku)}::text[]) as k (location, sku)
    join stock_levels l on l.location = k.location and l.sku = k.sku
    join items i on i.sku = k.sku
    order by l.location, l.sku for update of l`.execute()

const lockNamedAndClaimed = (tx: Queries, keys: readonly LevelKey[], holds: readonly string[]): Promise<Locked[]> =>
  tx<Locked[]>`
    select ${columnsOfLevel(tx)}
    from (
      select location, sku from stock_claims where hold = any(${[...holds]}::uuid[])
      union select k.location, k.sku
      from unnest(${keys.map(({ location }) => location)}::text[], ${keys.map(({ sku }) => sku)}::text[]) as k (location, sku)
    ) as k
    join stock_levels l on l.location = k.location and l.sku = k.sku
    join items i on i.sku = k.sku
    order by l.location, l.sku for update of l`.execute()

/** @returns the locations among the keys that do not exist */
const makeLevels = async (tx: Queries, keys: readonly LevelKey[]): Promise<Set<string>> => {
  await tx`
    insert into stock_levels (location, sku, limited)
    select l.code, i.sku, is_limited(l.code, i.sku)
    from unnest(${keys.map(({ location }) => location)}::text[], ${keys.map(({ sku }) => sku)}::text[]) as k (location, sku)
    join locations l on l.code = k.location join items i on i.sku = k.sku
    order by l.code, i.sku
    on conflict do nothing`
  const locations = [...new Set(keys.map(({ location }) => location))]
  const known = await tx<{ code: string }[]>`select code from locations where code = any(${locations}::text[])`
  const codes = new Set(known.map(({ code }) => code))
  return new Set(locations.filter((location) => !codes.has(location)))
}
