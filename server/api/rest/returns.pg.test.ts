import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { grade, idOf, lines, restReturns, vnd } from '../../testing/restReturns.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'

const database = testDatabase()
const hub = testHub(database)
const { ask } = hub
const { keys, twice, step, returnStep, open, shipped, refused, change, refundsOf, openDiscrepancies } = restReturns(
  hub,
  database,
)

describe('a parcel that was refused', () => {
  test('R1 to R7: 10 shipped, 9 received, 6 sellable, 2 damaged, 1 scrap; each step twice', async () => {
    const order = await refused({ quantity: 10 })
    let id = ''
    expect(
      await change(async () => {
        const opened = await open(order)
        expect(opened).toMatchObject({
          status: 201,
          body: { state: 'returning', parcel: `P-${order}`, discrepancies: [] },
        })
        id = idOf(opened)
      }),
    ).toEqual({ returning: 10 })
    expect((await refundsOf(order)).state).toBe('returning')
    expect(await change(() => returnStep(id, 'receive', { location: 'q1', lines: lines(9) }))).toEqual({
      ...{ returning: -9, quarantined: 9 },
    })
    expect(await ask('GET', `/v1/returns/${id}`)).toMatchObject({
      body: { state: 'received', discrepancies: [{ sku: 'cup', expected: 10, received: 9 }] },
    })
    expect(await openDiscrepancies(order)).toEqual([['return_short', 'cup', 1]])
    expect(
      await change(() => returnStep(id, 'inspect', { lines: [grade(6, 'sellable'), grade(2, 'damaged', 'chipped')] })),
    ).toEqual({ onHand: 6, available: 6, quarantined: -8, damaged: 2 })
    expect(await refundsOf(order)).toEqual({ state: 'returning', refunds: [] })
    expect(await change(() => returnStep(id, 'inspect', { lines: [grade(1, 'scrap')] }))).toEqual({ quarantined: -1 })
    expect(await refundsOf(order)).toEqual({ state: 'returned', refunds: [[500_000, 'due', 'returned']] })
    expect(await openDiscrepancies(order)).toHaveLength(1)
    expect((await ask('GET', `/v1/returns/${id}`)).body).toMatchObject({
      ...{ state: 'inspected', lines: [{ sku: 'cup', expected: 10, received: 9, sellable: 6, damaged: 2, scrap: 1 }] },
      gradings: [{ grade: 'sellable' }, { grade: 'damaged', note: 'chipped' }, { grade: 'scrap' }],
    })
    const { body } = await ask('GET', '/v1/stock/cup/q1/movements?limit=1000')
    const { data } = z.object({ data: z.array(z.object({ return: z.string().optional() })) }).parse(body)
    expect(data.filter((moved) => moved.return === id)).toHaveLength(5)
  })

  test('R1, R2, R5: a step that comes too early, too late or names too much is 409 and changes nothing', async () => {
    const early = await shipped({ quantity: 2 })
    expect(
      await change(async () => {
        expect(await open(early)).toMatchObject({ status: 409, body: { code: 'order_shipped' } })
        await step(early, 'delivery-failed', { reason: 'other' })
        expect(await open(early, { lines: lines(3) })).toMatchObject({
          status: 409,
          body: { code: 'too_many', lines: [0] },
        })
        expect(await open(early, { lines: lines(1, 'bowl') })).toMatchObject({
          status: 409,
          body: { code: 'too_many' },
        })
      }),
    ).toEqual({})
    const id = idOf(await open(early))
    const inspect = (quantity: number) =>
      returnStep(id, 'inspect', { lines: [{ sku: 'cup', quantity, grade: 'sellable' }] })
    expect(
      await change(async () => {
        expect(await open(early)).toMatchObject({ status: 409, body: { code: 'order_returned' } })
        expect(await inspect(1)).toMatchObject({ status: 409, body: { code: 'return_returning' } })
        expect(await step(early, 'deliver')).toMatchObject({ status: 409, body: { code: 'order_returning' } })
      }),
    ).toEqual({})
    await returnStep(id, 'receive', { location: 'q1', lines: lines(2) })
    expect(
      await change(async () => {
        expect(await inspect(3)).toMatchObject({ status: 409, body: { code: 'too_many', lines: [0] } })
        expect(await returnStep(id, 'receive', { location: 'q1', lines: lines(2) })).toMatchObject({
          ...{ status: 409, body: { code: 'return_received' } },
        })
        expect(await returnStep(id, 'receive', { location: 'thu-duc', lines: lines(1) })).toMatchObject({
          ...{ status: 409, body: { code: 'return_elsewhere', location: 'q1' } },
        })
      }),
    ).toEqual({})
    await inspect(2)
    expect(await inspect(1)).toMatchObject({ status: 409, body: { code: 'too_many' } })
    expect(await returnStep(randomUUID(), 'receive', { location: 'q1', lines: lines(1) })).toMatchObject({
      status: 404,
    })
  })

  test('R4: what is missing comes days later and settles its discrepancy; what nobody expected is kept and told', async () => {
    const order = await refused({ quantity: 4 })
    const id = idOf(await open(order))
    await returnStep(id, 'receive', { location: 'q1', lines: [...lines(1), ...lines(2, 'bowl')] })
    expect(await openDiscrepancies(order)).toEqual([
      ['return_extra', 'bowl', 2],
      ['return_short', 'cup', 3],
    ])
    await returnStep(id, 'receive', { location: 'q1', lines: lines(2) })
    expect(await returnStep(id, 'receive', { location: 'q1', lines: lines(2) })).toMatchObject({
      ...{ status: 409, body: { code: 'too_many' } },
    })
    await returnStep(id, 'receive', { location: 'q1', lines: lines(1) })
    expect(await openDiscrepancies(order)).toEqual([['return_extra', 'bowl', 2]])
    await returnStep(id, 'inspect', {
      lines: [
        { sku: 'cup', quantity: 4, grade: 'sellable' },
        { sku: 'bowl', quantity: 2, grade: 'sellable' },
      ],
    })
    expect(await refundsOf(order)).toEqual({ state: 'returned', refunds: [[200_000, 'due', 'returned']] })
  })

  test('R6: what does not come is given up, once', async () => {
    const order = await refused({ quantity: 3 })
    const id = idOf(await open(order))
    await returnStep(id, 'receive', { location: 'q1', lines: lines(2) })
    await returnStep(id, 'inspect', { lines: [{ sku: 'cup', quantity: 2, grade: 'sellable' }] })
    expect(await change(() => returnStep(id, 'close', {}))).toEqual({ returning: -1 })
    expect(await change(() => returnStep(id, 'close', {}))).toEqual({})
    expect(await returnStep(id, 'receive', { location: 'q1', lines: lines(1) })).toMatchObject({
      ...{ status: 409, body: { code: 'return_inspected' } },
    })
    expect(await openDiscrepancies(order)).toEqual([['return_short', 'cup', 1]])
    const nothing = idOf(await open(await refused({ quantity: 1 })))
    expect(await returnStep(nothing, 'close', {})).toMatchObject({ body: { state: 'inspected' } })
  })

  test('R8: goods that come to another location are looked at and sold there', async () => {
    const id = idOf(await open(await refused({ quantity: 2 })))
    const come = () => returnStep(id, 'receive', { location: 'thu-duc', lines: lines(2) })
    expect(
      await change(() => change(come, 'cup', 'thu-duc').then((here) => expect(here).toEqual({ quarantined: 2 }))),
    ).toEqual({ returning: -2 })
    const inspect = () => returnStep(id, 'inspect', { lines: [{ sku: 'cup', quantity: 2, grade: 'sellable' }] })
    expect(await change(inspect, 'cup', 'thu-duc')).toEqual({ onHand: 2, available: 2, quarantined: -2 })
  })
})

describe('an order that had been delivered', () => {
  test('R7: what came back is worth its share, and the order is returned once nothing is left', async () => {
    const order = await shipped(
      { quantity: 0 },
      {
        lines: [
          { kind: 'stock', sku: 'cup', quantity: 2 },
          { kind: 'stock', sku: 'bowl', quantity: 1, price: vnd(33_333) },
        ],
      },
    )
    await step(order, 'deliver')
    const back = async (sku: string, quantity: number) => {
      const id = idOf(await open(order, { reason: 'does not fit', lines: lines(quantity, sku) }))
      await returnStep(id, 'receive', { location: 'q1', lines: lines(quantity, sku) })
      await returnStep(id, 'inspect', { lines: [{ sku, quantity, grade: 'damaged' }] })
    }
    await back('cup', 1)
    expect(await refundsOf(order)).toEqual({ state: 'delivered', refunds: [[50_000, 'due', 'returned']] })
    await back('bowl', 1)
    expect((await refundsOf(order)).refunds.at(-1)).toEqual([33_333, 'due', 'returned'])
    await back('cup', 1)
    expect(await refundsOf(order)).toMatchObject({ state: 'returned', refunds: [{}, {}, [50_000, 'due', 'returned']] })
    expect(await open(order, { lines: lines(1) })).toMatchObject({ status: 409, body: { code: 'too_many' } })
  })

  test('no other channel may say that it comes back', async () => {
    const order = await refused({ quantity: 1 })
    expect(await twice('/v1/returns', { order, reason: 'refused' }, keys.phone)).toMatchObject({ status: 403 })
  })
})

const holdLast = () =>
  ask('POST', '/v1/holds', {
    key: keys.web,
    body: { location: 'q1', lines: [{ kind: 'stock', sku: 'last', quantity: 1 }] },
  })

/** How many of many get one while something happens. */
const race = async (during: () => Promise<unknown>) => {
  const [answers] = await Promise.all([Promise.all(Array.from({ length: 40 }, holdLast)), during()])
  return answers.filter(({ status }) => status === 201).length
}

test('R3: nothing of what came back can be held before it is looked at, whoever asks, in a race', async () => {
  await hub.item('last', 3, { price: vnd(1_000) })
  const order = await refused({ sku: 'last', quantity: 3 })
  const id = idOf(await open(order))
  expect(await race(() => returnStep(id, 'receive', { location: 'q1', lines: lines(3, 'last') }))).toBe(0)
  const inspect = () =>
    returnStep(id, 'inspect', {
      lines: [
        { sku: 'last', quantity: 2, grade: 'sellable' },
        { sku: 'last', quantity: 1, grade: 'damaged' },
      ],
    })
  expect((await race(inspect)) + (await race(async () => {}))).toBe(2)
})
