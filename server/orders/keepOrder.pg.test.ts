import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { orderNumberOf } from '../../shared/orders/saleReference.ts'
import type { OrderCommandOf } from '../../shared/orders/orderCommands.ts'
import type { Command, Envelope } from '../../shared/protocol/commands.ts'
import { lapseOrders } from './lapseOrders.ts'
import { selfCheck } from '../selfCheck/selfCheck.ts'
import { passTime } from '../testing/passTime.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'
import { call } from '../testing/testTerminal.ts'
import { cash, tillOrders } from '../testing/tillOrders.ts'
import { campaignWith } from '../testing/voucherShop.ts'

const database = testDatabase()
const { sql } = database
const hub = testHub(database)
const { keys, till, order, give, orderAfter, copies, storyOf } = tillOrders(hub)

type Keep = OrderCommandOf<'order.keep'>

let count = 0
/** A cart of so many pieces of a SKU, held piece by piece, and with a voucher if there is one. */
const cartOf = async (sku: string, quantity: number, code?: string) => {
  const takes: string[] = []
  const hold = async (line: Keep['lines'][number]['line']) => {
    const id = randomUUID()
    expect(await give({ type: 'hold.place', hold: id, location: 'q1', lines: [line] })).toMatchObject({
      accepted: true,
    })
    takes.push(id)
  }
  for (let piece = 0; piece < quantity; piece += 1) await hold({ kind: 'stock', sku, quantity: 1 })
  if (code !== undefined) await hold({ kind: 'voucher', code })
  const command: Keep = {
    ...{ type: 'order.keep', order: randomUUID(), hold: randomUUID(), takes, location: 'q1', currency: 'VND' },
    number: orderNumberOf(`9-261127-${String((count += 1)).padStart(4, '0')}`),
    lines: [
      { line: { kind: 'stock', sku, quantity }, name: sku, price: 10_000 },
      ...(code === undefined ? [] : [{ line: { kind: 'voucher' as const, code }, name: code, price: 0 }]),
    ],
    ...{ customer: { name: 'Hà', phone: '0903118224' }, until: Date.now() + 86_400_000, deposit: 5_000 },
  }
  return command
}

const submit = async (...envelopes: readonly Envelope[]) =>
  (await call(hub, 'mutation', 'commands.submit', { commands: envelopes }, { token: till().token })).data

const heldOf = async (sku: string) =>
  (await sql<{ held: number; on_hand: number }[]>`select held, on_hand from stock_levels where sku = ${sku}`)[0]

const clean = async () => expect(await selfCheck(sql)).toEqual({ clean: true, differences: [] })

test('O18, C1: what a cart holds is kept while others want it, once however often it is asked for, and handed over when it is paid', async () => {
  await hub.item('lamp', 3)
  await campaignWith(sql, ['GIAM'])
  const command = await cartOf('lamp', 3, 'GIAM')
  const asked = till().envelope(command)
  // A shop asks for one of the last three meanwhile, over and over.
  const wants = () =>
    hub.ask('POST', '/v1/holds', {
      key: keys.web,
      body: { location: 'q1', lines: [{ kind: 'stock', sku: 'lamp', quantity: 1 }] },
    })
  const [told, again, ...others] = await Promise.all([
    submit(asked),
    submit(asked),
    ...Array.from({ length: 12 }, wants),
  ])
  expect(others.map(({ status }) => status)).toEqual(others.map(() => 409))
  expect(again).toEqual(told)
  expect(await submit(asked)).toEqual(told)
  expect(await copies(command.order)).toMatchObject([
    { number: command.number, state: 'awaiting_payment', total: 29_500, customer: { name: 'Hà' } },
  ])
  expect(await heldOf('lamp')).toEqual({ held: 3, on_hand: 3 })
  expect((await sql`select from holds where id = any(${command.takes}) and state = 'held'`).length).toBe(0)
  expect(await sql`select code from voucher_claims where hold = ${command.hold} and active`).toEqual([{ code: 'GIAM' }])
  await clean()

  // Somebody else's command with the same cart finds it gone.
  expect(await give({ ...command, order: randomUUID(), hold: randomUUID() })).toMatchObject({
    rejection: { code: 'conflict', conflicts: [{ line: 0, code: 'sold_out', available: 0 }, { line: 1 }] },
  })
  expect(await orderAfter(cash(command.order, 5_000))).toMatchObject({
    state: 'deposit_paid',
    expiresAt: command.until,
  })
  expect(await orderAfter(cash(command.order, 24_500))).toMatchObject({ state: 'paid' })
  await orderAfter({ type: 'order.ship', order: command.order })
  expect(await orderAfter({ type: 'order.deliver', order: command.order })).toMatchObject({ state: 'delivered' })
  expect(await storyOf(command.order)).toEqual([
    ['placed', 'awaiting_payment', 'lan'],
    ['money', 'deposit_paid', 'lan'],
    ['money', 'paid', 'lan'],
    ['shipped', 'shipped', 'lan'],
    ['delivered', 'delivered', 'lan'],
  ])
  expect(await heldOf('lamp')).toEqual({ held: 0, on_hand: 0 })
  await clean()
})

test('O18, O19: what ran out in the cart is taken anew or nothing is kept; its deadline frees all, and the deposit goes back', async () => {
  await hub.item('vase', 2)
  const command = await cartOf('vase', 2)
  await passTime(sql, 10_000)
  const late: Command = { ...command, until: Date.now() + 86_400_000 }
  const bought = await hub.ask('POST', '/v1/orders', {
    key: keys.web,
    body: {
      location: 'q1',
      lines: [{ kind: 'stock', sku: 'vase', quantity: 1 }],
      payment: { method: 'bank_transfer' },
    },
  })
  expect(bought.status).toBe(201)
  expect(await give(late)).toMatchObject({
    rejection: { code: 'conflict', conflicts: [{ line: 0, code: 'sold_out', available: 1 }] },
  })
  const lines = late.lines.map((line) => ({ ...line, line: { kind: 'stock' as const, sku: 'vase', quantity: 1 } }))
  expect(await give({ ...late, until: Date.now() - 1, lines })).toMatchObject({
    rejection: { code: 'deadline_out_of_range' },
  })
  expect(await orderAfter({ ...late, lines })).toMatchObject({ state: 'awaiting_payment', total: 10_000 })
  expect(await orderAfter(cash(command.order, 5_000))).toMatchObject({ state: 'deposit_paid' })
  await passTime(sql, 2 * 86_400)
  await lapseOrders(hub.hub, 100)
  expect(await copies(command.order)).toMatchObject([
    { state: 'expired', refunds: [{ amount: 5_000, state: 'due', reason: 'expired' }] },
  ])
  expect(await heldOf('vase')).toMatchObject({ on_hand: 2, held: 0 })
  expect((await order()).number).not.toBe(command.number)
  await clean()
})
