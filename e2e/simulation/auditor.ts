import type { Sql } from '../../server/db/connect.ts'

interface Movement {
  /** Its place in the books: location and SKU. */
  readonly sku: string
  readonly from: string
  readonly to: string
  readonly quantity: number
  readonly reason: string
  readonly hold: string | null
}

interface FeedLine {
  readonly position: number
  readonly type: string
  readonly subject: string
}

/**
 * Goes through the books on its own, with none of the hub's rules: it adds up the ledger line by line as it was written and follows the feed as
 * a stranger would. @returns what it found wrong, one line each
 */
export const audit = async (sql: Sql): Promise<string[]> => [...(await auditLedger(sql)), ...(await auditFeed(sql))]

/** Nothing that was promised may ever have been beyond what was there, but right after a fact that nobody can refuse. */
const auditLedger = async (sql: Sql): Promise<string[]> => {
  const faults: string[] = []
  const movements = await sql<Movement[]>`
    select location || '/' || sku as sku, from_bucket as from, to_bucket as to, quantity, reason, hold from movements order by entry, place`
  const available = new Map<string, number>()
  const open = new Map<string, number>()
  const add = (sku: string, by: number): void => void available.set(sku, (available.get(sku) ?? 0) + by)
  for (const { sku, from, to, quantity, reason, hold } of movements) {
    const before = available.get(sku) ?? 0
    if (from === 'available') add(sku, -quantity)
    if (to === 'available') add(sku, quantity)
    if (hold === null) continue
    const key = `${hold} ${sku}`
    if (to === 'held') {
      // What was pre-ordered comes bit by bit, past everybody else.
      const hasCome = from === 'outside'
      if (!hasCome && open.has(key)) faults.push(`${key} was taken twice`)
      if (!hasCome && before < quantity) faults.push(`${key} was promised ${quantity} when ${before} were there`)
      open.set(key, (open.get(key) ?? 0) + quantity)
    }
    if (from === 'held') {
      if (open.get(key) !== quantity)
        faults.push(`${key} ended (${reason}) with ${quantity}, it had ${open.get(key) ?? 0}`)
      open.delete(key)
    }
  }
  const levels = await sql<{ sku: string; available: number; held: number }[]>`
    select location || '/' || sku as sku, on_hand - held - allotted as available, held from stock_levels`
  for (const level of levels) {
    const held = [...open].reduce((sum, [key, quantity]) => sum + (key.endsWith(` ${level.sku}`) ? quantity : 0), 0)
    if (held !== level.held) faults.push(`${level.sku}: ${level.held} are held, the ledger says ${held}`)
    if ((available.get(level.sku) ?? 0) !== level.available)
      faults.push(`${level.sku}: ${level.available} are available, the ledger says ${available.get(level.sku) ?? 0}`)
  }
  return faults
}

/** The feed has no gap, and tells of each hold that it was placed once and ended at most once. */
const auditFeed = async (sql: Sql): Promise<string[]> => {
  const faults: string[] = []
  const lines = await sql<FeedLine[]>`
    select position, type, subject from feed_old union all select position, type, subject from changes order by position`
  const ended = new Map<string, string | null>()
  for (const [index, { position, type, subject }] of lines.entries()) {
    if (position !== index + 1) faults.push(`position ${position} stands at place ${index + 1}`)
    // That goods have come for a hold changes nothing of how it stands.
    if (!type.startsWith('hold.') || type === 'hold.arrived') continue
    const end = ended.get(subject)
    if (type === 'hold.placed') {
      if (end !== undefined) faults.push(`${subject} was placed twice`)
      ended.set(subject, null)
    } else if (end === undefined) faults.push(`${subject} ${type} before it was placed`)
    else if (end !== null) faults.push(`${subject} ${type} after ${end}`)
    else if (type !== 'hold.extended') ended.set(subject, type)
  }
  const states = await sql<{ id: string; state: string }[]>`select id, state from every_hold`
  for (const { id, state } of states) {
    const told = ended.get(id)
    const expected = told === null ? 'held' : told?.replace('hold.', '')
    if (expected !== state) faults.push(`hold ${id} is ${state}, the feed told ${expected ?? 'nothing'}`)
  }
  return faults
}

/** What stands although its moment has passed, for so long that a hub that runs should have come by. */
export const overdue = async (sql: Sql): Promise<string[]> => {
  const rows = await sql<{ line: string }[]>`
    select format('hold %s is held, until %s', id, expires_at) as line from holds
    where state = 'held' and expires_at < now() - interval '2 seconds'
    union all
    select format('order %s is %s, until %s', number, state, expires_at) from orders
    where state in ('awaiting_payment', 'deposit_paid') and expires_at < now() - interval '2 seconds'
    union all
    select format('booking %s is pending, until %s', id, confirm_by) from bookings
    where state = 'pending' and confirm_by < now() - interval '2 seconds'`
  return rows.map(({ line }) => line)
}
