import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { ask } from '../../support/rest.ts'
import type { Possessions } from '../possessions.ts'
import type { Random } from '../random.ts'
import { anyOf } from './act.ts'
import { codes, skus } from './counterActs.ts'
import { Told } from './told.ts'
import { customersCodes, sharedCodes } from './voucherUses.ts'

const sessionSchema = z.object({ id: z.string() })
const keySchema = z.object({ key: z.string() })

/** Goods of the demo shop that are to come, at Quận 1. */
export const skusToCome = ['AM-TRA-SEN', 'NHANG-TRAM-50', 'SOCOLA-DEN-70']

/** Of its customers, who may ask to be forgotten at any time. */
export const phones = ['0903000001', '0903000002', '0903000003', '0903000004']

/** A website gets its key. */
export const openWebsite = async (urls: readonly string[], random: Random, possessions: Possessions): Promise<Told> => {
  const { body } = await ask(urls[0] ?? '', 'POST', '/v1/channels/web/keys')
  return new Told(urls, keySchema.parse(body).key, random, possessions)
}

/** A seat that somebody may want. */
interface SeatLine {
  readonly kind: 'seat'
  readonly event: string
  readonly seat: string
}

const quarterMs = 15 * 60_000

/** A website whose customers hold, order, pre-order, book, queue, pay and change their minds over REST, until it is told to stop. */
export const keepWebsite = async (
  told: Told,
  seats: readonly SeatLine[],
  random: Random,
  isOver: () => boolean,
): Promise<void> => {
  const { holds, orders, bookings } = told
  const sessions: string[] = []
  const queued: string[] = []
  const one = (list: readonly string[]): string => (list.length === 0 ? random.uuid() : random.pick(list.slice(-20)))
  const customer = () => ({ name: 'Vy', phone: random.pick(phones) })
  const line = (most: number) => ({ kind: 'stock', sku: random.pick(skus), quantity: random.between(1, most) })
  const goods = (most: number) => ({
    ...{ location: random.pick(['q1', 'td']), lines: [line(most)] },
    ...{ ttlSeconds: random.between(1, 3), customer: customer() },
  })
  const toCome = () => ({ kind: 'preorder', sku: random.pick(skusToCome), quantity: random.between(1, 3) })
  const payment = { method: 'bank_transfer' }
  const ofOrder = (step: string, body: object = {}) => told.post(`/v1/orders/${one(orders)}/${step}`, body)
  const voucherLine = () => ({ kind: 'voucher', code: random.pick([...codes, ...sharedCodes, ...customersCodes]) })
  const begin = async (): Promise<void> => {
    const { body } = await told.post('/v1/sessions')
    sessions.push(sessionSchema.parse(body).id)
  }
  const queue = async (): Promise<void> => {
    const wish = { location: 'q1', sku: random.pick(skus), quantity: random.between(1, 2), session: one(sessions) }
    const { status, body } = await told.post('/v1/queue', { ...wish, customer: customer() })
    if (status === 201) queued.push(sessionSchema.parse(body).id)
  }
  const wishes = [
    [6, () => told.make('holds', goods(3))],
    [2, () => told.make('holds', { ...goods(2), session: one(sessions) })],
    [2, () => told.make('holds', { ...goods(1), lines: [line(1), voucherLine()] })],
    [2, () => told.make('orders', { ...goods(1), lines: [line(1), voucherLine()], payment })],
    [1, () => told.make('holds', { ...goods(1), location: 'q1', lines: [random.pick(seats)] })],
    [4, () => told.make('orders', { ...goods(2), payment })],
    [1, () => told.adopt(one(holds), { payment })],
    [2, () => told.make('orders', { ...goods(1), location: 'q1', lines: [toCome(), line(1)], payment })],
    [2, () => told.make('orders', { ...goods(1), location: 'q1', lines: [toCome()], payment })],
    [2, () => told.endHold(one(holds), 'release')],
    [2, () => told.endHold(one(holds), 'confirm')],
    [1, () => told.extend(one(holds), random.between(1, 3))],
    [4, () => told.pay(one(orders), 10_000 * random.between(1, 60))],
    [2, () => ofOrder('cancel')],
    [1, () => ofOrder('ship', { parcel: `W${random.between(1, 1_000_000)}` })],
    [1, () => ofOrder('deliver')],
    [1, () => ofOrder('delivery-failed', { reason: 'refused' })],
    [1, () => told.post('/v1/returns', { order: one(orders), reason: 'refused' })],
    [1, begin],
    [2, () => told.say(`/v1/sessions/${one(sessions)}/${random.pick(['heartbeat', 'heartbeat', 'end'])}`)],
    [2, queue],
    [1, () => told.post(`/v1/queue/${one(queued)}/leave`)],
    [
      2,
      () =>
        told.make('bookings', {
          ...{ location: 'q1', service: 'dining', party: random.between(1, 4), customer: customer() },
          start: new Date(Math.ceil(Date.now() / quarterMs + random.between(0, 40)) * quarterMs).toISOString(),
        }),
    ],
    [1, () => told.post(`/v1/bookings/${one(bookings)}/${random.pick(['confirm', 'cancel', 'check-in'])}`)],
  ] as const
  while (!isOver()) {
    const [, does] = anyOf(random, wishes)
    await does()
    await sleep(random.between(5, 40))
  }
}
