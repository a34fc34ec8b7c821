import { StockPools } from '../../../shared/kinds/stock/rules.ts'
import type { StockLine, StockPool } from '../../../shared/kinds/stock/schema.ts'
import type { ArbiterCommand } from '../../../shared/protocol/commands.ts'
import type { Queries } from '../../db/connect.ts'
import type { ClaimsOf } from '../types.ts'
import { type LevelKey, levelKeysOf } from './keys.ts'

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
): Promise<StockPools> => {
  const wanted = levelKeysOf(commands)
  const pools = await lockKeys(tx, wanted, holds)
  const found = new StockPools(pools)
  const missing = wanted.filter(({ location, sku }) => found.get(location, sku) === undefined)
  if (missing.length === 0) return found
  const unknown = await makeLevels(tx, missing)
  return new StockPools([...pools, ...(await lockKeys(tx, missing, []))], unknown)
}

const lockKeys = (tx: Queries, keys: readonly LevelKey[], holds: readonly string[]): Promise<StockPool[]> =>
  holds.length === 0 ? lockNamed(tx, keys) : lockNamedAndClaimed(tx, keys, holds)

const lockNamed = (tx: Queries, keys: readonly LevelKey[]): Promise<StockPool[]> =>
  keys.length === 0
    ? Promise.resolve([])
    : tx<StockPool[]>`
    select l.location, l.sku, l.on_hand as "onHand", l.held, l.allotted, l.shortfall, i.safety_stock as "safetyStock"
    from unnest(${keys.map(({ location }) => location)}::text[], ${keys.map(({ sku }) => sku)}::text[]) as k (location, sku)
    join stock_levels l on l.location = k.location and l.sku = k.sku
    join items i on i.sku = k.sku
    order by l.location, l.sku for update of l`.execute()

const lockNamedAndClaimed = (tx: Queries, keys: readonly LevelKey[], holds: readonly string[]): Promise<StockPool[]> =>
  tx<StockPool[]>`
    select l.location, l.sku, l.on_hand as "onHand", l.held, l.allotted, l.shortfall, i.safety_stock as "safetyStock"
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
    insert into stock_levels (location, sku)
    select l.code, i.sku
    from unnest(${keys.map(({ location }) => location)}::text[], ${keys.map(({ sku }) => sku)}::text[]) as k (location, sku)
    join locations l on l.code = k.location join items i on i.sku = k.sku
    order by l.code, i.sku
    on conflict do nothing`
  const locations = [...new Set(keys.map(({ location }) => location))]
  const known = await tx<{ code: string }[]>`select code from locations where code = any(${locations}::text[])`
  const codes = new Set(known.map(({ code }) => code))
  return new Set(locations.filter((location) => !codes.has(location)))
}
