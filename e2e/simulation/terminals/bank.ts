import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { saleReferenceOf } from '../../../shared/orders/saleReference.ts'
import { adminKey } from '../../support/hubProcess.ts'
import type { Random } from '../random.ts'
import type { Takings, Transfer } from './heard.ts'
import { isOrderNumber } from './keptSales.ts'
import type { OrderTold } from './money.ts'
import type { Told } from './told.ts'

interface Line {
  readonly number: string
  readonly amount: number
  readonly text: string
  readonly reference: string
}

const importedSchema = z.object({
  matched: z.int(),
  known: z.int(),
  unmatched: z.array(z.object({ reference: z.string() })),
  rejected: z.array(z.unknown()),
})
const orderSchema = z.object({ number: z.string() })

/**
 * The shop's bank: it has a line for each transfer that a till has seen, also before the hub has heard of the sale, and for money that comes to orders of the website, and to sales that were kept, by their number alone. Somebody
 * imports its statements again and again, whole or in part.
 */
export class Bank {
  private readonly lines: Line[] = []
  /** Sales of which the bank knows already. */
  private readonly taken = new Set<Transfer>()
  private readonly takings: readonly Takings[]
  private readonly website: Told
  private readonly random: Random
  private readonly urls: readonly string[]

  constructor(urls: readonly string[], website: Told, takings: readonly Takings[], random: Random) {
    this.urls = urls
    this.website = website
    this.takings = takings
    this.random = random
  }

  async keep(isOver: () => boolean): Promise<void> {
    const { random } = this
    while (!isOver()) {
      await sleep(random.between(100, 700))
      if (random.chance(0.5)) await this.payOrder()
      this.lookAtSales()
      const first = random.chance(0.5) ? 0 : random.between(0, this.lines.length)
      await this.bring(random.pick(this.urls), this.lines.slice(first)).catch(exceptNobody)
    }
  }

  /** What is told of its lines in the end, otherwise than it ought to be; brings all of them once more, and twice. */
  async differences(url: string, orders: readonly OrderTold[]): Promise<string[]> {
    const again = await this.bring(url, this.lines)
    const byNumber = new Map(orders.map((order) => [order.number, order]))
    const waiting = new Set(again?.unmatched.map(({ reference }) => reference))
    const wrong =
      (again?.matched ?? 0) === 0 ? [] : [`${again?.matched} lines were booked that had been brought before`]
    for (const { number, amount, reference } of this.lines) {
      const booked = orders.flatMap((order) =>
        order.payments.flatMap((one) => (one.reference === reference ? [{ number: order.number, ...one }] : [])),
      )
      const order = byNumber.get(number)
      // A sale that the power cut short, or that was paid otherwise in the end: a person has to look.
      const isMeant = order !== undefined && (isOrderNumber(order.number) || order.total === amount)
      const isRight = isMeant
        ? booked.length === 1 && booked[0]?.number === number && booked[0].amount === amount
        : booked.length === 0
      if (!isRight) wrong.push(`${amount} for ${number} under ${reference} is booked as ${JSON.stringify(booked)}`)
      if (isMeant === waiting.has(reference)) wrong.push(`the line ${reference} ${isMeant ? 'waits' : 'is settled'}`)
    }
    return wrong
  }

  /** All lines are brought once, so that whoever was late to tell of a sale has told of it. */
  async settle(url: string): Promise<void> {
    this.lookAtSales()
    await this.bring(url, this.lines)
  }

  /** What came to orders by statements alone. */
  moneyOf({ number }: OrderTold): number {
    if (!isOrderNumber(number)) return 0
    return this.lines.reduce((sum, line) => sum + (line.number === number ? line.amount : 0), 0)
  }

  /** Of sales whose end nobody has heard the bank comes to know as well: the payer has sent the money. */
  private lookAtSales(): void {
    for (const one of this.takings.flatMap(({ transfers }) => transfers)) {
      const isBeingSold = one.isSold === null && performance.now() - one.seenAt < 1_000
      if (one.isSold === false || isBeingSold || this.taken.has(one)) continue
      this.taken.add(one)
      this.add(one.number, one.amount, `CT DEN ${saleReferenceOf(one.number)} cam on`)
    }
  }

  private add(number: string, amount: number, text: string): void {
    this.lines.push({ number, amount, text, reference: `FT${this.random.uuid()}` })
  }

  private async payOrder(): Promise<void> {
    const { random } = this
    const number = random.chance(0.3) ? this.numberOfKept() : await this.numberOfWebsite()
    if (number === null) return
    // Never as much as a till may see come in for the order: that would be the same money (SPEC O16).
    this.add(number, 1_000 * random.between(1, 600) + 1, `${number} tra tien`)
  }

  private async numberOfWebsite(): Promise<string | null> {
    const { website, random } = this
    if (website.orders.length === 0) return null
    const { status, body } = await website.get(`/v1/orders/${random.pick(website.orders.slice(-20))}`)
    return status === 200 ? orderSchema.parse(body).number : null
  }

  /** Of a sale that a till has asked the hub to keep, which may not have come about. */
  private numberOfKept(): string | null {
    const kept = this.takings.flatMap((one) => one.kept)
    return kept.length === 0 ? null : this.random.pick(kept.slice(-20)).number
  }

  private async bring(url: string, lines: readonly Line[]) {
    if (lines.length === 0) return null
    const rows = lines.map(({ amount, text, reference }) => `2026-01-02,${amount},${text},${reference}`)
    const response = await fetch(`${url}/v1/payments/statement`, {
      ...{ method: 'POST', body: ['date,amount,description,reference', ...rows].join('\n') },
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'text/csv' },
    })
    return response.status === 200 ? importedSchema.parse(await response.json()) : null
  }
}

const exceptNobody = (error: unknown): void => {
  // Nobody answers while a hub starts again.
  if (!(error instanceof TypeError)) throw error
}
