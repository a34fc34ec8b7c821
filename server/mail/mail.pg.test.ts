import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Order } from '../../shared/orders/orders.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import { remindPayers } from '../orders/remindPayers.ts'
import { type MailServer, startMailServer } from '../testing/mailServer.ts'
import { passTime } from '../testing/passTime.ts'
import { announcePreorder, preorderCommand } from '../testing/preorderShop.ts'
import { admin, testShop } from '../testing/shop.ts'
import { testDatabase } from '../testing/testDatabase.ts'
import { orderOf } from '../testing/voucherShop.ts'
import { createMailer, type Mailer } from './mailer.ts'
import { sendLetters, startMailJob } from './mailJob.ts'

const database = testDatabase()
const { sql } = database
const shop = testShop(database)
const log = pino({ level: 'silent' })
const day = 86_400
const from = 'Trà Sen <shop@tea.example>'

let server: MailServer | null = null
let mailer: Mailer | null = null
const letters = (): readonly string[] => server?.letters ?? []
const options = () => {
  if (mailer === null) throw new Error('only inside tests')
  return {
    sql,
    mailer,
    keys: { keyOf: async (order: string) => `key-of-${order}` },
    publicUrl: 'https://shop.example',
    log,
  }
}

beforeAll(async () => {
  server = await startMailServer()
  mailer = await createMailer({ url: server.url, from })
  await shop.item('phone', 0)
  await announcePreorder(sql, 'phone', 100, { remindBeforeSeconds: [7 * day], refundPolicy: { kind: 'none' } })
})
afterAll(async () => {
  mailer?.close()
  await server?.close()
})

const give = async (command: ArbiterCommand): Promise<Order> => {
  const submission = { caller: 'test', key: randomUUID(), bodyHash: '', giver: admin, command }
  const order = orderOf(await shop.arbiter.submit(submission))
  if ('code' in order) throw new Error(JSON.stringify(order))
  return order
}
const pay = (order: string, amount: number) =>
  give({ type: 'order.pay', order, payment: randomUUID(), method: 'cash', amount })

const known = { name: 'Hạnh', email: 'hanh@mail.example' }
/** Ordered with deposits that are there, and reminded of the rest, which is due in 6 days. */
const remindedAll = async (...customers: readonly object[]): Promise<Order[]> => {
  const plan = [
    { kind: 'deposit' as const, amount: 300, dueAt: Date.now() + 900_000 },
    { kind: 'balance' as const, amount: 700, dueAt: Date.now() + 8 * day * 1_000 },
  ]
  const orders: Order[] = []
  for (const customer of customers) {
    const number = `HF${randomUUID().slice(0, 6)}`
    const { id } = await give(preorderCommand('phone', 1, { plan, customer, number }))
    orders.push(await pay(id, 300))
  }
  await passTime(sql, 2 * day)
  await remindPayers({ sql, arbiter: shop.arbiter, newId: randomUUID }, 100)
  return orders
}
const reminded = async (customer: object = known): Promise<Order> => {
  const [order] = await remindedAll(customer)
  if (order === undefined) throw new Error('no order')
  return order
}
const sendAll = async (): Promise<void> => {
  while ((await sendLetters(options())) > 0);
}
const stateOf = async (order: string) => {
  const [row] = await sql<{ mail: string | null; tries: number; failure: string | null }[]>`
    select mail, tries, failure from order_reminders where order_id = ${order}`
  return row
}
/** The text of a letter, which travels in a form of its own. */
const readable = (letter: string): string => {
  const body = letter.slice(letter.indexOf('\r\n\r\n'))
  return /base64/i.test(letter)
    ? Buffer.from(body, 'base64').toString('utf8')
    : Buffer.from(
        body
          .replaceAll('=\r\n', '')
          .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      ).toString('utf8')
}

describe('G9: the letter', () => {
  test('says what is due, when, how to pay and what happens else, in both languages; once', async () => {
    const order = await reminded()
    const before = letters().length
    await Promise.all([sendLetters(options()), sendLetters(options())])
    await sendAll()
    expect(letters().length - before).toBe(1)
    const letter = letters().at(-1) ?? ''
    expect(letter).toContain('To: hanh@mail.example')
    expect(letter).toContain(`Message-ID: <${order.id}.1.${7 * day}@tea.example>`)
    const text = readable(letter)
    expect(text).toContain('Chào Hạnh,')
    expect(text).toContain(`Đơn ${order.number} (phone) tại Quận 1 còn 700`)
    expect(text).toContain('cửa hàng giữ lại 300')
    expect(text).toContain(`is to be paid by`)
    expect(text).toContain(`https://shop.example/checkout/key-of-${order.id}`)
    expect(await stateOf(order.id)).toMatchObject({ mail: 'sent', tries: 1 })
  })

  test('is none where there is no address, and none any more for who has paid, or a day late', async () => {
    const [nobody, paid] = await remindedAll({ phone: '0901' }, known)
    if (nobody === undefined || paid === undefined) throw new Error('two orders')
    await pay(paid.id, 700)
    const before = letters().length
    await sendAll()
    const late = await reminded()
    await sql`update order_reminders set told_at = told_at - interval '2 days' where order_id = ${late.id}`
    await sendAll()
    expect(letters().length).toBe(before)
    expect(await stateOf(nobody.id)).toMatchObject({ mail: null })
    expect(await stateOf(paid.id)).toMatchObject({ mail: 'needless' })
    expect(await stateOf(late.id)).toMatchObject({ mail: 'needless' })
  })

  test('that cannot be sent now is tried later, and given up when it is refused for good; the reason names nobody', async () => {
    const [later, never] = await remindedAll(known, { email: 'Gone@Mail.example' })
    if (later === undefined || never === undefined) throw new Error('two orders')
    server?.refuse(451)
    await sendAll()
    expect(await stateOf(later.id)).toMatchObject({
      mail: 'waiting',
      tries: 1,
      failure: expect.stringContaining('451'),
    })
    server?.refuse(550)
    await sql`update order_reminders set next_try_at = now() where order_id = ${never.id}`
    await sendAll()
    const failed = await stateOf(never.id)
    expect(failed).toMatchObject({ mail: 'failed', failure: expect.stringContaining('550') })
    expect(failed?.failure).not.toMatch(/gone@/i)
    server?.refuse(null)
    await sql`update order_reminders set next_try_at = now() where order_id = ${later.id}`
    await sendAll()
    expect(await stateOf(later.id)).toMatchObject({ mail: 'sent', tries: 2, failure: null })
  })

  test('is not given up because the hub’s own password is wrong: it goes once that is mended', async () => {
    const { id } = await reminded()
    const locked = await createMailer({ url: (server?.url ?? '').replace('//', '//shop:old@'), from })
    while ((await sendLetters({ ...options(), mailer: locked })) > 0);
    locked.close()
    expect(await stateOf(id)).toMatchObject({ mail: 'waiting', failure: expect.stringContaining('535') })
    await sql`update order_reminders set next_try_at = now() where order_id = ${id}`
    await sendAll()
    expect(await stateOf(id)).toMatchObject({ mail: 'sent' })
  })
})

test('G9: a hub that begins anew sends no letter twice, and one that died while it sent leaves it to the next', async () => {
  const [sent, dying] = await remindedAll(known, known)
  if (sent === undefined || dying === undefined) throw new Error('two orders')
  await sql`
    update order_reminders set tries = 1, next_try_at = now() + interval '60 s' where order_id = ${dying.id}`
  await sendAll()
  const before = letters().length
  const jobs = [startMailJob({ ...options(), tickMs: 20 }), startMailJob({ ...options(), tickMs: 20 })]
  await sql`update order_reminders set next_try_at = now() where order_id = ${dying.id}`
  await expect.poll(() => stateOf(dying.id)).toMatchObject({ mail: 'sent' })
  await Promise.all(jobs.map((job) => job.stop()))
  expect(letters().length).toBe(before + 1)
  expect(await stateOf(sent.id)).toMatchObject({ mail: 'sent', tries: 1 })
})

test('a mail server that is away holds up no reminder: the feed has told it, and the letter waits', async () => {
  const away = await createMailer({ url: 'smtp://127.0.0.1:9', from })
  const order = await reminded()
  expect(await sendLetters({ ...options(), mailer: away })).toBe(1)
  expect(await stateOf(order.id)).toMatchObject({ mail: 'waiting', failure: expect.stringContaining('ECONNREFUSED') })
  const [told] = await sql`select from feed where type = 'order.reminder' and subject = ${order.id}`
  expect(told).toBeDefined()
})
