import { beforeAll, describe, expect, test } from 'vitest'
import { idSchema, seatLine } from '../testing/seatLine.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { openTestStream } from '../testing/testStream.ts'

/** The sweep is off in all of these: nobody tidies. */
const database = testDatabase()
const hub = testHub(database)
const { open, visitor, asVisitor, hold, release, atBox, holder, waiter, stand, until, seatsOf, heldOf } = seatLine(
  hub,
  database,
)
let box = ''
let web = ''
beforeAll(async () => {
  box = await hub.channelKey('box', { kind: 'pos' })
  web = await hub.channelKey('web')
})

describe('who queues for seats', () => {
  test('Q7, Q8: has what comes free, in the order of the line, held in their session', async () => {
    await open('one', 2)
    const first = await holder('one', 'A1', 'A2')
    const [early, late] = [await waiter('one', 1), await waiter('one', 1)]
    expect((await stand('one', late))?.ahead).toBe(1)
    await release('one', first, 'A2')
    await until('one', early, 'offered')
    expect(await seatsOf('one', early)).toEqual(['A2'])
    expect(await stand('one', late)).toMatchObject({ state: 'waiting', ahead: 0 })
    expect((await asVisitor('one', 'queue/leave', early, {})).body).toMatchObject({ data: { state: 'left' } })
    await until('one', late, 'offered')
    expect((await asVisitor('one', 'order', late, {})).status).toBe(201)
    expect((await stand('one', late))?.state).toBe('served')
  })

  test('Q8: seats gather for a party, and nobody behind has them while enough may come', async () => {
    await open('party', 3)
    const [one, two] = [await holder('party', 'A1'), await holder('party', 'A2')]
    expect((await atBox(box, 'party', 'A3')).status).toBe(201)
    const [pair, single] = [await waiter('party', 2), await waiter('party', 1)]
    await release('party', one, 'A1')
    const other = await waiter('party', 1)
    await release('party', two, 'A2')
    await until('party', pair, 'offered')
    expect(await seatsOf('party', pair)).toEqual(['A1', 'A2'])
    for (const behind of [single, other]) expect((await stand('party', behind))?.state).toBe('waiting')
  })

  test('Q8: who wants more than can come keeps nobody waiting, and keeps their place', async () => {
    await open('large', 2)
    const one = await holder('large', 'A1')
    const sold = idSchema.parse((await atBox(box, 'large', 'A2')).body).id
    await hub.ask('POST', `/v1/holds/${sold}/confirm`, { key: box, body: {} })
    const [pair, single] = [await waiter('large', 2), await waiter('large', 1)]
    await release('large', one, 'A1')
    await until('large', single, 'offered')
    expect(await stand('large', pair)).toMatchObject({ state: 'waiting', ahead: 0 })
  })

  test('Q4: misses an offer at its deadline, with no sweep about; the next has it', async () => {
    await open('lapse', 1)
    const first = await holder('lapse', 'A1')
    const [early, late] = [await waiter('lapse', 1), await waiter('lapse', 1)]
    await release('lapse', first, 'A1')
    await until('lapse', early, 'offered')
    const [offered] = await heldOf('lapse', early)
    await database.sql`update holds set expires_at = now() where id = ${offered?.id ?? ''}`
    await database.sql`update seat_claims set ends_at = now() where hold = ${offered?.id ?? ''}`
    await until('lapse', early, 'missed')
    await until('lapse', late, 'offered')
  })

  test('Q5: is out once their session is over, with what they were offered', async () => {
    await open('gone', 1)
    const first = await holder('gone', 'A1')
    const [early, never, late] = [await waiter('gone', 1), await waiter('gone', 1), await waiter('gone', 1)]
    await hub.ask('POST', `/v1/sessions/${never}/end`, { key: null })
    await release('gone', first, 'A1')
    await until('gone', early, 'offered')
    await hub.ask('POST', `/v1/sessions/${early}/end`, { key: null })
    await until('gone', late, 'offered')
    expect(await seatsOf('gone', late)).toEqual(['A1'])
  })

  test('Q7: waits once, holds nothing meanwhile, and for no more than one may hold; a repeat is the same place', async () => {
    await open('once', 2)
    const first = await holder('once', 'A1', 'A2')
    expect((await asVisitor('once', 'queue', first, { party: 1 })).body).toMatchObject({ code: 'holds_seats' })
    const session = await visitor()
    const keyed = { 'idempotency-key': 'once' }
    const joined = await asVisitor('once', 'queue', session, { party: 2 }, keyed)
    expect((await asVisitor('once', 'queue', session, { party: 2 }, keyed)).body).toEqual(joined.body)
    expect((await asVisitor('once', 'queue', session, { party: 1 })).body).toMatchObject({ code: 'queued_already' })
    expect((await hold('once', session, 'A1')).body).toMatchObject({ code: 'queued_already' })
    const other = await visitor()
    expect((await asVisitor('once', 'queue', other, { party: 5 })).body).toMatchObject({ code: 'limit_reached' })
    const back = { party: 1, category: 'back' }
    expect((await asVisitor('once', 'queue', other, back)).body).toMatchObject({ state: 'waiting', ...back })
    expect(joined.body).not.toHaveProperty('category')
    const nowhere = { party: 1, category: 'moon' }
    expect((await asVisitor('once', 'queue', other, nowhere)).status).toBe(404)
    expect((await hub.ask('GET', `/v1/queue/${idSchema.parse(joined.body).id}`)).status).toBe(404)
  })
})

/** Two seats, of which one is free, gathered for the pair that waits. */
const gathered = async (event: string): Promise<void> => {
  await open(event, 2)
  const one = await holder(event, 'A1')
  await holder(event, 'A2')
  await waiter(event, 2)
  await release(event, one, 'A1')
}

describe('Q9: who comes while others wait', () => {
  test('has nothing of theirs on the page or in a web shop; the box office is served as ever', async () => {
    await gathered('kept')
    const session = await visitor()
    const taken = { code: 'conflict', conflicts: [{ line: 0, code: 'seat_taken' }] }
    expect((await hold('kept', session, 'A1')).body).toMatchObject(taken)
    expect((await asVisitor('kept', 'best', session, { party: 1 })).body).toEqual({ seats: [] })
    expect((await atBox(web, 'kept', 'A1')).body).toMatchObject(taken)
    const url = await hub.app.listen({ port: 0, host: '127.0.0.1' })
    const looking = await openTestStream(`${url}/public/events/kept/stream?session=${session}`)
    const isTold = (wishes: object[]) =>
      expect.poll(looking.text, { timeout: 20_000 }).toContain(`event: kept\ndata: ${JSON.stringify({ wishes })}`)
    await isTold([{ accessible: false }])
    expect((await atBox(box, 'kept', 'A1')).status).toBe(201)
    await database.sql`update queued_buyers set left_at = now() where event = 'kept'`
    await isTold([])
    looking.cut()
  })

  test('control: where nobody waits, they have it', async () => {
    await open('control', 2)
    const one = await holder('control', 'A1')
    await holder('control', 'A2')
    await release('control', one, 'A1')
    expect((await hold('control', await visitor(), 'A1')).status).toBe(201)
  })

  test('is refused the same under the same key, whatever becomes of the line', async () => {
    await gathered('stored')
    const asked = {
      key: web,
      headers: { 'idempotency-key': 'promised' },
      body: { location: 'q1', lines: [{ kind: 'seat', event: 'stored', seat: 'A1' }] },
    }
    const refused = await hub.ask('POST', '/v1/holds', asked)
    expect(refused.status).toBe(409)
    await database.sql`update queued_buyers set left_at = now() where event = 'stored'`
    const again = await hub.ask('POST', '/v1/holds', asked)
    expect([again.status, again.text]).toEqual([409, refused.text])
    expect((await atBox(web, 'stored', 'A1')).status).toBe(201)
  })
})
