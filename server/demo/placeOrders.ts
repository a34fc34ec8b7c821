import type { Giver } from '../../shared/holds/settle.ts'
import { type Order, sumOf } from '../../shared/orders/orders.ts'
import { planBy } from '../../shared/preorders/terms.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import type { EpochMs } from '../../shared/time.ts'
import type { Hub } from '../api/hub.ts'
import type { Tx } from '../db/connect.ts'
import { type Changed, changed } from '../feed/announce.ts'
import { priceLines } from '../orders/prices.ts'
import { takeNumber } from '../orders/readOrders.ts'
import { putPreorder } from '../preorders/preorders.ts'
import { termsNow } from '../preorders/termsNow.ts'
import { putCampaign } from '../vouchers/campaigns.ts'
import { generateCodes, importCodes } from '../vouchers/codes.ts'
import * as demo from './orders.ts'

const location = 'q1'
const dayMs = 86_400_000
const daySeconds = 86_400

const readNow = async (sql: Hub['sql'] | Tx): Promise<EpochMs> => {
  const [clock] = await sql<{ now: EpochMs }[]>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`
  if (clock === undefined) throw new Error('the database told no time')
  return clock.now
}

const keeps = {
  all: { kind: 'none' },
  half: { kind: 'part', percent: 50 },
  none: { kind: 'all' },
} as const

/** Writes what can be pre-ordered, and campaigns with their codes, unless there are some. */
export const putMoneyMatters = async (tx: Tx): Promise<Changed<null>> => {
  // Locked, so that of two hubs that start together one waits and then finds them there.
  await tx`select from hub for update`
  const [known] = await tx`select from preorders union all select from voucher_campaigns limit 1`
  if (known !== undefined) return changed(null)
  const now = await readNow(tx)
  const done: Changed<unknown>[] = []
  for (const { sku, quantity, inDays, depositPercent, keeps: kept, graceDays } of demo.goodsToCome) {
    const put = await putPreorder(
      tx,
      { sku, location },
      {
        ...{ quantity, releaseAt: new Date(now + inDays * dayMs).toISOString(), refundPolicy: keeps[kept] },
        ...(depositPercent === undefined ? {} : { depositPercent }),
        ...{ graceSeconds: graceDays * daySeconds, remindBeforeSeconds: [7 * daySeconds, daySeconds] },
      },
    )
    if (put !== null) done.push(put)
  }
  for (const [code, { campaign, codes, made }] of Object.entries(demo.campaigns)) {
    done.push(changed(null, ...(await putCampaign(tx, code, campaign)).changes))
    const results = [await importCodes(tx, code, codes), ...(made === 0 ? [] : [await generateCodes(tx, code, made)])]
    for (const result of results) if (result.type === 'made') done.push(changed(null, ...result.changes))
  }
  return changed(null, ...done.flatMap(({ changes }) => changes))
}

type Deps = Pick<Hub, 'sql' | 'arbiter' | 'newId'>

/** Gives commands as channels do. Of two hubs that start together one gives each; the other is answered with the same. */
const giving =
  ({ arbiter }: Deps) =>
  async (key: string, channel: string, command: ArbiterCommand): Promise<Order | null> => {
    const giver: Giver = { channel, ttlSeconds: 1_800, terminal: null, staff: null, role: 'admin', ownOnly: false }
    const answer = await arbiter.submit({ caller: 'demo', key, bodyHash: '', command, giver })
    const outcome = answer.type === 'verdict' && answer.verdict.accepted ? answer.verdict.outcome : null
    return outcome?.type === 'order' ? outcome.order : null
  }

/** The order as it is placed: with the prices of now, and the plan that the terms make. */
const placeOf = async (deps: Deps, wanted: demo.DemoOrder): Promise<ArbiterCommand> => {
  const asked = wanted.lines.map(([kind, sku, quantity]) => ({ line: { kind, sku, quantity }, price: undefined }))
  const lines = await priceLines(deps.sql, asked)
  const now = await readNow(deps.sql)
  const terms = await termsNow(deps.sql, location, lines)
  const plan = planBy(lines, sumOf(lines), terms, now + wanted.minutes * 60_000)
  const { balanceInSeconds: soon } = wanted
  return {
    ...{
      type: 'order.place',
      order: deps.newId(),
      hold: deps.newId(),
      adopts: false,
      location,
      currency: 'VND',
      lines,
    },
    ...{ number: await takeNumber(deps.sql), method: wanted.method, ttlSeconds: wanted.minutes * 60 },
    plan: soon === undefined ? plan : plan.map((one) => ({ ...one, dueAt: now + soon * 1_000 })),
    customer: wanted.customer,
  }
}

const stepOf = (step: demo.DemoStep, order: Order, deps: Deps): ArbiterCommand => {
  const about = { order: order.id }
  switch (step.type) {
    case 'pay': {
      const amount = step.part === 'all' ? order.total : (order.plan[0]?.amount ?? order.total)
      return { ...about, type: 'order.pay', payment: deps.newId(), method: order.method, amount }
    }
    case 'cancel':
      return { ...about, type: 'order.cancel', reason: step.reason }
    case 'ship':
      return { ...about, type: 'order.ship', carrier: step.carrier, parcel: step.parcel }
    case 'deliver':
      return { ...about, type: 'order.deliver' }
    case 'refused':
      return { ...about, type: 'order.delivery_failed', reason: 'refused' }
  }
}

/** Orders of the other channels as a day has them, and those who wait for goods to come, some of which have come. Once for a shop. */
export const placeOrders = async (deps: Deps): Promise<void> => {
  const [known] = await deps.sql`select from preorder_movements where hold is not null limit 1`
  if (known !== undefined) return
  const give = giving(deps)
  for (const [place, wanted] of [...demo.orders, ...demo.preorders].entries()) {
    const order = await give(`order ${place}`, wanted.channel, await placeOf(deps, wanted))
    if (order === null) continue
    for (const [n, step] of wanted.steps.entries())
      await give(`order ${place} ${n}`, wanted.channel, stepOf(step, order, deps))
  }
  await give('arrived', 'counter', { type: 'preorder.arrive', location, ...demo.arrived, reference: 'PN-118' })
}
