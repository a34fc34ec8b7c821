import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { freePort } from '../../server/testing/freePort.ts'
import { adminKey, type HubProcess, startHubProcess, temporaryFolder } from '../support/hubProcess.ts'
import { type Simulator, startSimulator } from '../support/paymentSimulator/simulator.ts'

const { folder, remove } = temporaryFolder()
let hub: HubProcess | null = null
let simulator: Simulator | null = null

const orderSchema = z.object({
  ...{ id: z.string(), number: z.string(), state: z.string(), paid: z.object({ amount: z.number() }) },
  payment: z.object({ url: z.url().optional() }),
  payments: z.array(z.unknown()),
  refunds: z.array(z.looseObject({ id: z.string(), amount: z.object({ amount: z.number() }), state: z.string() })),
})

const ask = async (method: string, path: string, body?: object) => {
  const answered = await fetch(`${hub?.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${adminKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answered.ok) throw new Error(`${method} ${path}: ${answered.status} ${await answered.text()}`)
  return answered.json()
}

beforeAll(async () => {
  simulator = await startSimulator()
  const port = await freePort()
  const environment = simulator.environmentFor(`http://127.0.0.1:${port}`)
  hub = await startHubProcess({ data: `${folder}/payments`, port, environment })
  await ask('PUT', '/v1/locations/q1', { name: 'Quận 1', timeZone: 'Asia/Ho_Chi_Minh' })
  await ask('PUT', '/v1/items/tea', { name: 'Tea', price: { amount: 35_000, currency: 'VND' } })
  await ask('PUT', '/v1/stock/tea/q1', { onHand: 10 })
})

afterAll(async () => {
  await hub?.stop()
  await simulator?.close()
  remove()
})

/** Orders, goes to the provider's page as a payer would, presses a button there, and follows where the browser is sent. */
const payBy = async (
  method: string,
  end: 'pay' | 'fail',
  lines: readonly object[] = [{ kind: 'stock', sku: 'tea', quantity: 2 }],
) => {
  const placed = orderSchema.parse(await ask('POST', '/v1/orders', { location: 'q1', lines, payment: { method } }))
  const url = placed.payment.url ?? ''
  const page = await (await fetch(url)).text()
  const back = await fetch(url, { method: 'POST', body: new URLSearchParams({ end }) })
  const shown = { status: back.status, text: await back.text() }
  return { placed, page, shown, order: orderSchema.parse(await ask('GET', `/v1/orders/${placed.id}`)) }
}

test.each(['vnpay', 'momo'])('an order is paid on the page of %s: told twice, paid once', async (method) => {
  const { placed, page, shown, order } = await payBy(method, 'pay')
  expect(page).toContain('70.000')
  expect(page).toContain(placed.number)
  expect(shown).toMatchObject({ status: 200, text: expect.stringContaining('Đã thanh toán') })
  expect(order).toMatchObject({ state: 'paid', paid: { amount: 70_000 }, payments: [expect.anything()] })
})

test.each(['vnpay', 'momo'])('what fails on the page of %s ends the order, and its goods are back', async (method) => {
  const before = await ask('GET', '/v1/stock?sku=tea')
  const { shown, order } = await payBy(method, 'fail')
  expect(shown.text).toContain('không thành công')
  expect(order).toMatchObject({ state: 'failed', payments: [] })
  expect(await ask('GET', '/v1/stock?sku=tea')).toEqual(before)
})

test.each(['vnpay', 'momo'])(
  'O9: money goes back by %s, once, and says how; what is refused stays due and says why',
  async (method) => {
    const { placed } = await payBy(method, 'pay')
    const failed = orderSchema.parse(
      await ask('POST', `/v1/orders/${placed.id}/fail`, { reason: 'the shelf was empty' }),
    )
    const [refund] = failed.refunds
    const send = async () => orderSchema.parse(await ask('POST', `/v1/refunds/${refund?.id}/send`, {}))
    const sent = await send()
    expect(sent.refunds).toMatchObject([
      { amount: { amount: 70_000 }, state: 'done', way: 'provider', doneBy: 'admin', reference: expect.any(String) },
    ])
    expect(await send()).toEqual(sent)
    const price = { amount: 35_013, currency: 'VND' }
    const other = await payBy(method, 'pay', [{ kind: 'stock', sku: 'tea', quantity: 1, price }])
    const again = orderSchema.parse(await ask('POST', `/v1/orders/${other.placed.id}/cancel`, {}))
    const refused = orderSchema.parse(await ask('POST', `/v1/refunds/${again.refunds[0]?.id}/send`, {}))
    expect(refused.refunds).toMatchObject([{ state: 'due', failure: expect.stringMatching(/95|1081/) }])
  },
)
