import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { holdOf, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { placeThrough, watchedArbiters, watchedName, wish } from '../testing/watchedArbiters.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const watched = watchedArbiters(database)
const place = placeThrough(shop)

/** Everything that is kept of a hold, but for what differs from hold to hold. */
const rowsOf = async (hold: string) => ({
  holds: await sql`
    select state, channel, location, expires_at - placed_at as lasts, ended_at, reason, terminal, staff, customer from holds where id = ${hold}`,
  claims: await sql`
    select c.line, c.location, c.sku, c.quantity, c.expires_at = h.expires_at as same, c.active
    from stock_claims c join holds h on h.id = c.hold where hold = ${hold} order by line`,
  movements: await sql`
    select m.location, sku, m.at = h.placed_at as same, from_bucket, to_bucket, quantity, m.reason, order_id
    from movements m join holds h on h.id = m.hold where hold = ${hold} order by m.sku, m.entry, m.place`,
  verdicts: await sql`
    select caller, body_hash, v.type, v.staff, v.deadline = h.expires_at as same, verdict, settled_at = h.placed_at as settled,
      (select count(*) from changes f where f.position <= v.position and f.position > v.position - 3) as fed
    from verdicts v join holds h on h.id = v.hold where hold = ${hold}`,
  feed: await sql`
    select f.type, f.location, f.deadline = h.expires_at as same, f.at = h.placed_at as at, f.data,
      v.position - f.position as "from the last"
    from changes f join holds h on h.id::text = f.subject join verdicts v on v.hold = h.id where subject = ${hold}`,
})

afterEach(async () => {
  expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })
})

describe('the short way', () => {
  it('is taken once the levels are known, and writes the same rows as the long one', async () => {
    await shop.item('same-a', 9)
    await shop.item('same-b', 9)
    const { arbiter, ways } = watched()
    const submit = async () => {
      const command = wish(['same-b', 2], ['same-a', 1])
      const customer = { name: 'Lan', phone: '0900000000' }
      const giver = {
        channel: 'web',
        ttlSeconds: 60,
        terminal: null,
        staff: 'lan',
        role: 'admin',
        ownOnly: false,
      } as const
      const answer = await arbiter.submit({
        caller: 'admin',
        key: randomUUID(),
        bodyHash: 'x',
        command,
        customer,
        giver,
      })
      const hold = holdOf(answer)
      if (!('placedAt' in hold)) throw new Error(hold.code)
      const { id, placedAt, expiresAt, ...rest } = hold
      const replayed = answer.type === 'verdict' && answer.replayed
      return { told: { ...rest, lasts: expiresAt - placedAt, replayed }, rows: await rowsOf(id) }
    }
    const long = await submit()
    const short = await submit()
    expect(ways).toEqual(['long', 'short'])
    expect(short).toEqual(long)
    expect(short.rows.holds).toHaveLength(1)
    expect(short.rows.claims).toHaveLength(2)
    expect(short.rows.feed).toHaveLength(1)
  })

  it('H10: a deadline counts from the database’s clock after the locks', async () => {
    await shop.item('clock', 9)
    const { arbiter, ways } = watched()
    await place(arbiter, 'clock')
    const locked = await sql.reserve()
    await locked`begin`
    await locked`select 1 from stock_levels where sku = 'clock' for update`
    const placing = place(arbiter, 'clock')
    await new Promise((resolve) => setTimeout(resolve, 300))
    const [clock] = await locked<
      { now: number }[]
    >`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`
    await locked`commit`
    locked.release()
    const hold = holdOf(await placing)
    expect('placedAt' in hold && hold.placedAt).toBeGreaterThanOrEqual(clock?.now ?? Number.NaN)
    expect(ways).toEqual(['long', 'short'])
  })

  it('sees a safety stock that was raised meanwhile', async () => {
    await shop.item('safe', 3)
    const { arbiter } = watched()
    await place(arbiter, 'safe')
    await sql`update items set safety_stock = 2 where sku = 'safe'`
    expect(holdOf(await place(arbiter, 'safe'))).toMatchObject({ code: 'conflict', conflicts: [{ available: 0 }] })
  })

  it('C1, C2: a repeat gets the first answer, another body under its key is refused', async () => {
    await shop.item('again', 9)
    const { arbiter } = watched()
    await place(arbiter, 'again')
    const key = randomUUID()
    const command = wish(['again', 1])
    const first = await place(arbiter, 'again', 1, key, command)
    expect(await place(arbiter, 'again', 1, key, command)).toEqual({ ...first, replayed: true })
    expect(holdOf(await place(arbiter, 'again', 2, key))).toEqual({ code: 'idempotency_key_reused' })
    const [level] = await sql`select held from stock_levels where sku = 'again'`
    expect(level).toEqual({ held: 2 })
  })

  it('H8: many batches at once are told in the order of their commits, each position once', async () => {
    await shop.item('order', 5_000)
    const { arbiter, ways } = watched()
    await place(arbiter, 'order')
    const positions: number[] = []
    const buyer = async (): Promise<void> => {
      for (let turn = 0; turn < 25; turn += 1) {
        const answer = await place(arbiter, 'order')
        if (answer.type === 'verdict') positions.push(answer.position)
      }
    }
    await Promise.all(Array.from({ length: 40 }, buyer))
    expect(ways.filter((way) => way === 'short').length).toBeGreaterThan(10)
    expect(positions).toEqual(positions.toSorted((a, b) => a - b))
    const [feed] = await sql`select count(*)::integer = max(position) - min(position) + 1 as whole from changes`
    expect(feed).toEqual({ whole: true })
  })

  it('a lost connection between the batches loses nothing and takes nothing twice', async () => {
    await shop.item('cut', 5_000)
    const { arbiter } = watched()
    await place(arbiter, 'cut')
    const cut = async (): Promise<void> => {
      for (let cuts = 0; cuts < 12; cuts += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20 + 10 * cuts))
        await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = ${watchedName}`
      }
    }
    const buyer = async (): Promise<void> => {
      for (let turn = 0; turn < 15; turn += 1) expect(holdOf(await place(arbiter, 'cut'))).toHaveProperty('id')
    }
    await Promise.all([cut(), ...Array.from({ length: 30 }, buyer)])
    const [level] = await sql`select held from stock_levels where sku = 'cut'`
    expect(level).toEqual({ held: 451 })
  })
})
