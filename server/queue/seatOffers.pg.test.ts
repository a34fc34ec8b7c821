import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { idSchema, seatLine } from '../testing/seatLine.ts'
import { secondQueue } from '../testing/secondQueue.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { openTestStream } from '../testing/testStream.ts'

/** The sweep is off in all of these: nobody tidies. */
const database = testDatabase()
const hub = testHub(database)
const { open, visitor, asVisitor, hold, release, holder, waiter, stand, until, seatsOf, heldOf } = seatLine(
  hub,
  database,
)

const ordered = async (event: string): Promise<string> => {
  await open(event, 1)
  const { body } = await asVisitor(event, 'order', await holder(event, 'A1'), {})
  return z.object({ checkout: z.string() }).parse(body).checkout
}

describe('what a checkout gives back', () => {
  test('Q8: an order that is given up on its page frees its seats for the line', async () => {
    const checkout = await ordered('givenUp')
    const next = await waiter('givenUp', 1)
    await hub.ask('POST', `/public/checkout/${checkout}/cancel`, { key: null, body: {} })
    await until('givenUp', next, 'offered')
  })

  test('Q8: so does one that nobody paid in time, with no sweep about', async () => {
    await ordered('unpaid')
    const next = await waiter('unpaid', 1)
    await database.sql`update seat_claims set ends_at = now() where event = 'unpaid'`
    await database.sql`
      update holds set expires_at = now() where id in (select hold from seat_claims where event = 'unpaid')`
    await database.sql`
      update orders set expires_at = now() where hold in (select hold from seat_claims where event = 'unpaid')`
    await until('unpaid', next, 'offered')
  })

  test('who comes too late to order is told where to queue', async () => {
    await open('late', 1)
    expect((await asVisitor('late', 'order', await visitor(), {})).body).toMatchObject({
      ...{ code: 'nothing_held', queue: '/public/events/late/queue' },
    })
  })
})

test('Q3, Q8: who was offered seats and takes one more, or gives one back, has the offer still, and is served by ordering it', async () => {
  await open('more', 4)
  const before = await holder('more', 'A1', 'A2')
  await holder('more', 'A3')
  const served = await waiter('more', 2)
  await release('more', before, 'A1', 'A2')
  await until('more', served, 'offered')
  expect((await hold('more', served, 'A4')).status).toBe(201)
  expect(await stand('more', served)).toMatchObject({ state: 'offered' })
  const given = (await seatsOf('more', served)).slice(0, 1)
  expect((await release('more', served, ...given)).status).toBe(200)
  expect(await stand('more', served)).toMatchObject({ state: 'offered' })
  expect(await seatsOf('more', served)).toHaveLength(2)
  await asVisitor('more', 'order', served, {})
  expect(await stand('more', served)).toMatchObject({ state: 'served' })
})

describe('several hubs', () => {
  const secondHub = secondQueue(database)

  test('Q3, Q8: each of those who wait has one offer, in their order, while newcomers take what they can', async () => {
    await secondHub()
    await open('show', 8)
    const seats = Array.from({ length: 8 }, (_, n) => `A${n + 1}`)
    const holders = [await holder('show', ...seats.slice(0, 4)), await holder('show', ...seats.slice(4))]
    const line: string[] = []
    for (let n = 0; n < 9; n += 1) line.push(await waiter('show', 1))
    let over = false
    const lucky: string[] = []
    const newcomer = async (seat: string): Promise<void> => {
      const session = await visitor()
      while (!over) if ((await hold('show', session, seat)).status === 201) lucky.push(seat)
    }
    const crowd = ['A1', 'A5'].map(newcomer)
    for (const [n, session] of holders.entries())
      for (const seat of seats.slice(4 * n, 4 * n + 4)) await release('show', session, seat)
    for (const session of line.slice(0, 8)) await until('show', session, 'offered')
    over = true
    await Promise.all(crowd)
    expect(lucky).toEqual([])
    expect((await Promise.all(line.slice(0, 8).map((session) => seatsOf('show', session)))).flat().toSorted()).toEqual(
      seats,
    )
    expect(await stand('show', line[8] ?? '')).toMatchObject({ state: 'waiting', ahead: 0 })
    const [row] = await database.sql<{ offers: number }[]>`
      select count(*)::integer as offers from seat_claims c join queued_buyers q on q.hold = c.hold where c.event = 'show'`
    expect(row?.offers).toBe(8)
  })

  test('Q3: an offer whose hub died before it wrote it down is found by the next, and made once', async () => {
    await open('died', 1)
    const first = await holder('died', 'A1')
    const session = await waiter('died', 1)
    await release('died', first, 'A1')
    await until('died', session, 'offered')
    const [before] = await heldOf('died', session)
    await database.sql`update queued_buyers set hold = null where event = 'died'`
    await until('died', session, 'offered')
    expect(await heldOf('died', session)).toEqual([before])
  })
})

test('Q6: the page’s own stream tells the place and the offer, to the session that queues alone', async () => {
  const url = await hub.app.listen({ host: '127.0.0.1', port: 0 })
  await open('told', 1)
  const first = await holder('told', 'A1')
  const [early, late] = [await waiter('told', 1), await waiter('told', 1)]
  const { id } = idSchema.parse(await stand('told', late))
  const look = (session: string) => openTestStream(`${url}/public/events/told/stream?session=${session}&queued=${id}`)
  const [mine, theirs] = [await look(late), await look(early)]
  await expect.poll(mine.text, { timeout: 20_000 }).toContain('"ahead":1')
  await asVisitor('told', 'queue/leave', early, {})
  await expect.poll(mine.text, { timeout: 20_000 }).toContain('"ahead":0')
  await release('told', first, 'A1')
  await expect.poll(mine.text, { timeout: 20_000 }).toContain('"state":"offered"')
  expect(theirs.text()).not.toContain('queued')
  mine.cut()
  theirs.cut()
})
