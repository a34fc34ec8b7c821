import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { ask, type RestAnswer } from '../../support/rest.ts'
import { letGo, type Possession, type Possessions } from '../possessions.ts'
import type { Random } from '../random.ts'
import { voucherCodeOf } from './voucherLines.ts'

interface Asked {
  readonly path: string
  readonly body: object
  readonly idempotencyKey: string
}

interface Money {
  readonly reference: string
  readonly amount: number
}

const madeSchema = z.object({ id: z.string() })
const placedSchema = z.object({
  expiresAt: z.string(),
  lines: z.array(z.looseObject({ kind: z.string(), event: z.string().optional(), seat: z.string().optional() })),
})
const refusalSchema = z.object({ code: z.string() })
const moneySchema = z.object({ amount: z.int() })
const holdSchema = z.object({ state: z.string() })
const orderSchema = z.object({
  state: z.string(),
  total: moneySchema,
  payments: z.array(z.object({ amount: moneySchema, reference: z.string().optional() })),
  refunds: z.array(z.object({ amount: moneySchema })),
})

/** Who was erased meanwhile is told no more. */
const exceptCustomers = (key: string, value: unknown): unknown => (key === 'customer' ? undefined : value)

/** So many of the answers are asked for again in the end. */
const askedAgain = 40

/** A channel that insists on an answer, and what it was told: in the end all of that has to be true, and to be told again word for word. */
export class Told {
  readonly holds: string[] = []
  readonly orders: string[] = []
  readonly bookings: string[] = []
  /** What was told and cannot have been so, as it came. */
  readonly wrong: string[] = []
  /** The voucher's code that was asked for with a hold or an order, by its id. */
  readonly vouchers = new Map<string, string>()
  /** Until when a hold was promised. */
  private readonly promised = new Map<string, number>()
  private readonly seats = new Map<string, readonly Possession[]>()
  private readonly answers: { readonly asked: Asked; readonly answer: RestAnswer }[] = []
  private readonly ends = new Map<string, string>()
  private readonly money = new Map<string, Money[]>()
  private readonly possessions: Possessions
  private readonly random: Random
  private readonly urls: readonly string[]
  private readonly key: string

  constructor(urls: readonly string[], key: string, random: Random, possessions: Possessions) {
    this.possessions = possessions
    this.urls = urls
    this.key = key
    this.random = random
  }

  /** Asks until there is an answer, at whichever hub. */
  async post(path: string, body: object = {}): Promise<RestAnswer> {
    const asked = { path, body, idempotencyKey: this.random.uuid() }
    const answer = await this.insist(asked)
    // What is told before an answer is stored, and a fault of the hub, may be told otherwise the next time.
    if ([200, 201, 409].includes(answer.status)) this.answers.push({ asked, answer })
    return answer
  }

  /** Says what may be said as often as one likes, to whoever is there. */
  async say(path: string): Promise<void> {
    try {
      await ask(this.random.pick(this.urls), 'POST', path, undefined, { key: this.key })
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }

  get(path: string): Promise<RestAnswer> {
    return this.patiently(() => ask(this.random.pick(this.urls), 'GET', path, undefined, { key: this.key }))
  }

  /** Asks for something, and notes its id if it was made. */
  async make(kind: 'holds' | 'orders' | 'bookings', body: object): Promise<RestAnswer> {
    const answer = await this.post(`/v1/${kind}`, body)
    if (answer.status !== 201) return answer
    const { id } = madeSchema.parse(answer.body)
    this[kind].push(id)
    const code = voucherCodeOf(body)
    if (code !== null) this.vouchers.set(id, code)
    if (kind === 'holds') this.noteHold(id, answer.body)
    return answer
  }

  /** A hold becomes an order, which anybody may cancel at a counter. */
  adopt(hold: string, body: object): Promise<RestAnswer> {
    this.doubt(hold)
    return this.make('orders', { ...body, hold })
  }

  async extend(hold: string, ttlSeconds: number): Promise<void> {
    const { status, body } = await this.post(`/v1/holds/${hold}/extend`, { ttlSeconds })
    if (status === 200) this.noteHold(hold, body)
  }

  async endHold(hold: string, step: 'release' | 'confirm'): Promise<void> {
    const asked = Date.now()
    if (step === 'release') this.doubt(hold)
    const before = this.ends.get(hold)
    const { status, body } = await this.post(`/v1/holds/${hold}/${step}`)
    if (status === 200) this.ends.set(hold, step === 'confirm' ? 'confirmed' : 'released')
    const until = this.promised.get(hold)
    if (step === 'release' || until === undefined || before !== undefined) return
    if (status === 200 && asked >= until) this.wrong.push(`hold ${hold} was confirmed at ${asked}, after ${until}`)
    if (status === 409 && Date.now() < until && refusalSchema.parse(body).code === 'hold_expired')
      this.wrong.push(`hold ${hold} was told to be expired before ${until}`)
    if (status === 200) for (const seat of this.seats.get(hold) ?? []) seat.until = Number.POSITIVE_INFINITY
  }

  /** How a hold was told to end; null if it was not ended by this channel. */
  endOf(hold: string): string | null {
    return this.ends.get(hold) ?? null
  }

  /** What was told to have been taken for an order. */
  moneyOf(order: string): number {
    return (this.money.get(order) ?? []).reduce((sum, { amount }) => sum + amount, 0)
  }

  private noteHold(hold: string, body: unknown): void {
    const told = Date.now()
    const { expiresAt, lines } = placedSchema.parse(body)
    const until = Date.parse(expiresAt)
    this.promised.set(hold, until)
    this.doubt(hold)
    const seats = lines.flatMap(({ kind, event, seat }) => (kind === 'seat' ? [`${event} ${seat}`] : []))
    this.seats.set(
      hold,
      seats.map((seat) => this.possessions.take(seat, `hold ${hold}`, told, until)),
    )
  }

  /** From now on nothing is certain of its seats. */
  private doubt(hold: string): void {
    for (const seat of this.seats.get(hold) ?? []) letGo(seat, Date.now())
  }

  async pay(order: string, amount: number): Promise<void> {
    const reference = this.random.uuid()
    const money = { amount: { amount, currency: 'VND' }, method: 'bank_transfer', reference }
    const { status } = await this.post(`/v1/orders/${order}/payments`, money)
    if (status === 200) this.money.set(order, [...(this.money.get(order) ?? []), { reference, amount }])
  }

  /** What was told and is not so. @param keepsAnswers false where answers were put away, whose keys may be used anew (SPEC A4) */
  async differences({ keepsAnswers }: { readonly keepsAnswers: boolean }): Promise<string[]> {
    const others = keepsAnswers ? await this.otherAnswers() : []
    return [...this.wrong, ...(await this.wrongHolds()), ...(await this.wrongOrders()), ...others]
  }

  private async wrongHolds(): Promise<string[]> {
    const wrong: string[] = []
    for (const hold of this.holds) {
      const { status, body } = await this.get(`/v1/holds/${hold}`)
      const state = status === 200 ? holdSchema.parse(body).state : `${status}`
      const end = this.ends.get(hold)
      const isRight = end === undefined ? ['released', 'expired', 'confirmed'].includes(state) : state === end
      if (!isRight) wrong.push(`hold ${hold} is ${state}, it was told to be ${end ?? 'over'}`)
    }
    return wrong
  }

  private async wrongOrders(): Promise<string[]> {
    const wrong: string[] = []
    for (const order of this.orders) {
      const { status, body } = await this.get(`/v1/orders/${order}`)
      if (status !== 200) wrong.push(`order ${order} is answered ${status}`)
      else {
        const { payments } = orderSchema.parse(body)
        for (const { reference, amount } of this.money.get(order) ?? []) {
          const found = payments.filter((one) => one.reference === reference)
          if (found.length !== 1 || found[0]?.amount.amount !== amount)
            wrong.push(`order ${order} has ${JSON.stringify(found)} for ${amount} under ${reference}`)
        }
      }
    }
    return wrong
  }

  private async otherAnswers(): Promise<string[]> {
    const wrong: string[] = []
    for (let count = 0; count < Math.min(askedAgain, this.answers.length); count++) {
      const { asked, answer } = this.random.pick(this.answers)
      const again = await this.insist(asked)
      const [then, now] = [answer, again].map(({ status, body }) => JSON.stringify([status, body], exceptCustomers))
      if (then !== now || !again.replayed) wrong.push(`${asked.path} was answered ${then}\n  and then ${now}`)
    }
    return wrong
  }

  private insist({ path, body, idempotencyKey }: Asked): Promise<RestAnswer> {
    return this.patiently(() => ask(this.random.pick(this.urls), 'POST', path, body, { key: this.key, idempotencyKey }))
  }

  /** Nobody answers while a hub starts again, and one that has lost its database has nothing to say. */
  private async patiently(asks: () => Promise<RestAnswer>): Promise<RestAnswer> {
    for (;;) {
      try {
        const answer = await asks()
        if (answer.status < 500 && answer.status !== 429) return answer
      } catch (error) {
        if (!(error instanceof TypeError)) throw error
      }
      await sleep(50)
    }
  }
}
