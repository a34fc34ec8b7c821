import { randomUUID } from 'node:crypto'
import { beforeAll, expect } from 'vitest'
import { z } from 'zod'
import { orderSchema } from '../../shared/orders/orders.ts'
import { caseDocumentSchema } from '../../shared/protocol/cases.ts'
import type { Command } from '../../shared/protocol/commands.ts'
import { type Checkpoint, checkpointSchema } from '../../shared/protocol/feed.ts'
import { type Verdict, verdictSchema } from '../../shared/protocol/verdicts.ts'
import type { TestHub } from './testHub.ts'
import { call, testTerminal, type TestTerminal } from './testTerminal.ts'

export const placedSchema = z.object({ id: z.uuid(), number: z.string() })
const submitted = z.object({ settled: z.array(z.object({ verdict: verdictSchema })) })
const pulledSchema = z.object({ documents: z.array(caseDocumentSchema), checkpoint: checkpointSchema })

export const cash = (id: string, amount: number): Command => ({
  ...{ type: 'order.pay', order: id, payment: randomUUID(), method: 'cash', amount },
})

/** Orders of a web shop, and a till at which Lan (staff) and Tuấn (manager) see to them. */
export const tillOrders = (hub: TestHub) => {
  const keys = { web: '' }
  let opened: TestTerminal | null = null
  const till = (): TestTerminal => opened ?? expect.unreachable('the till opens before the first test')

  beforeAll(async () => {
    keys.web = await hub.channelKey('web', { holdTtlSeconds: 600 })
    await hub.item('tea', 100_000, { name: 'Trà sen Tây Hồ' })
    opened = await testTerminal(hub)
    for (const [id, role] of [
      ['lan', 'staff'],
      ['tuan', 'manager'],
    ] as const)
      await hub.ask('PUT', `/v1/staff/${id}`, { body: { name: id, role, pin: '1234' } })
  })

  const order = async (quantity = 1, more: object = {}): Promise<z.infer<typeof placedSchema>> => {
    const lines = [{ kind: 'stock', sku: 'tea', quantity }]
    const body = { location: 'q1', lines, payment: { method: 'bank_transfer' }, ...more }
    return placedSchema.parse((await hub.ask('POST', '/v1/orders', { key: keys.web, body })).body)
  }

  const give = async (command: Command, actor = 'lan'): Promise<Verdict> => {
    const { data } = await call(
      hub,
      'mutation',
      'commands.submit',
      { commands: [till().envelope(command, { actor })] },
      { token: till().token },
    )
    const [first] = submitted.parse(data).settled
    return first?.verdict ?? expect.unreachable('it was not settled')
  }
  const orderAfter = async (command: Command, actor = 'lan') => {
    const verdict = await give(command, actor)
    return verdict.accepted && verdict.outcome.type === 'order'
      ? orderSchema.parse(verdict.outcome.order)
      : expect.unreachable(JSON.stringify(verdict))
  }

  const pull = async (checkpoint: Checkpoint | null = null) => {
    const asked = { collection: 'cases', checkpoint, limit: 1_000 }
    return pulledSchema.parse((await call(hub, 'query', 'feed.pull', asked, { token: till().token })).data)
  }
  const copies = async (id: string) =>
    (await pull()).documents.flatMap((one) => (one.type === 'order' && one.data.id === id ? [one.data] : []))
  const storyOf = async (id: string) =>
    (await copies(id))[0]?.steps.map(({ step, entered, staff }) => [step, entered, staff])

  return { keys, till, order, give, orderAfter, pull, copies, storyOf }
}
