import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import { isTransferCommand } from '../../shared/transfers/transferCommands.ts'
import type { Transfer } from '../../shared/transfers/transfers.ts'
import type { Queries } from '../db/connect.ts'
import { selectTransfers } from './transferRows.ts'

/**
 * Locks the transfers that commands name, in the order of their ids, and reads them by a statement of its own, which sees the lines that somebody wrote for whom
 * the lock had to wait. Sends nothing for a batch that has nothing to do with any.
 */
export const lockTransfers = async (
  tx: Queries,
  commands: readonly ArbiterCommand[],
): Promise<Map<string, Transfer>> => {
  const named = commands.filter(isTransferCommand).map(({ transfer }) => transfer)
  if (named.length === 0) return new Map()
  const wanted = tx`where t.id = any(${named}::uuid[]) order by t.id`
  const [locked, found] = await Promise.all([
    tx<{ id: string }[]>`select t.id from transfers t ${wanted} for update`.execute(),
    selectTransfers(tx, wanted),
  ])
  const ids = new Set(locked.map(({ id }) => id))
  // One that came between the two is not locked: whoever names it came before it was there.
  return new Map(found.filter(({ id }) => ids.has(id)).map((one) => [one.id, one]))
}

/** The goods that steps of transfers move, in the form in which levels are locked: at both locations, all that a transfer or its command names. */
export const goodsOfTransfers = (
  commands: readonly ArbiterCommand[],
  transfers: ReadonlyMap<string, Transfer>,
): ArbiterCommand[] =>
  commands.filter(isTransferCommand).flatMap((command): ArbiterCommand[] => {
    const known = command.type === 'transfer.send' ? command : transfers.get(command.transfer)
    if (known === undefined) return []
    const named = 'lines' in command ? (command.lines ?? []) : []
    const skus = new Set([...known.lines, ...named].map(({ sku }) => sku))
    const lines = [...skus].map((sku) => ({ kind: 'stock', sku, quantity: 1 }) as const)
    return [known.from, known.to].map((location) => ({ type: 'hold.place', hold: command.transfer, location, lines }))
  })
