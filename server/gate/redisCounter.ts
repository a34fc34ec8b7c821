import { z } from 'zod'
import {
  countsForMs,
  freshForMs,
  type GateCounter,
  type Look,
  type Passage,
  type Ticket,
  type Wish,
} from './counter.ts'
import type { RedisClient } from './redisClient.ts'
import { doubtScript, lookScript, settleScript, takeScript } from './scripts.ts'

/** So long after the last look Redis forgets a pool. */
const rememberedMs = 600_000
/** With so many left nobody has to wait to be counted. */
const plenty = 1_000
/** For so long what Redis told of a pool says whether there is plenty. */
const toldForMs = 250

export interface RedisCounterOptions {
  readonly redis: RedisClient
  /** Which life of the database is counted: a restored one counts from other positions. */
  readonly epoch: string
  readonly name: string
  readonly now: () => number
  readonly newGeneration: () => string
  readonly freshForMs?: number
  readonly countsForMs?: number
  /** Something that nobody waited for failed. */
  readonly onFault: (error: unknown) => void
}

interface Waiting {
  readonly wish: Wish
  readonly resolve: (passage: Passage) => void
  readonly reject: (error: unknown) => void
}

interface Told {
  readonly generation: string
  left: number
  readonly at: number
}

/** A pool's place, a generation or '', a position or ''. */
type Step = readonly [place: number, generation: string, position: number | '']

const answerSchema = z.union([z.number(), z.array(z.number())])
type TakeAnswer = z.infer<typeof answerSchema>
const tookSchema = z.tuple([z.array(answerSchema), z.array(z.tuple([z.string(), z.number()]))])
const lookedSchema = z.array(z.string())

/** The count that all hubs share, in Redis. What comes in one turn of the event loop goes there as one step. */
export class RedisCounter implements GateCounter {
  readonly name: string
  private waiting: Waiting[] = []
  private settling: { readonly ticket: Ticket; readonly position: number | null }[] = []
  /** Those who did not wait to be counted. */
  private readonly counting = new WeakMap<Ticket, Promise<Passage>>()
  private readonly told = new Map<string, Told>()
  private isScheduled = false

  constructor(private readonly options: RedisCounterOptions) {
    this.name = options.name
  }

  /** @throws Error when Redis does not answer */
  beat(): Promise<void> {
    return this.options.redis.ping()
  }

  take(wish: Wish): Passage | Promise<Passage> {
    if (!this.isPlenty(wish)) return this.count(wish)
    const { wants } = wish
    const ticket: Ticket = { by: this.name, wants, generations: wants.map(() => null) }
    const counted = this.count({ wants, isWhole: false })
    counted.catch(this.options.onFault)
    this.counting.set(ticket, counted)
    return { type: 'through', ticket, isSeen: true }
  }

  private count(wish: Wish): Promise<Passage> {
    const counted = new Promise<Passage>((resolve, reject) => this.waiting.push({ wish, resolve, reject }))
    this.schedule()
    return counted
  }

  /** Where there is plenty of everything, by what was told a moment ago, nobody waits to be counted. */
  private isPlenty({ wants }: Wish): boolean {
    const toldSince = this.options.now() - toldForMs
    const told = wants.map(({ pool }) => this.told.get(pool))
    const isPlenty = wants.every(
      ({ quantity }, n) => (told[n]?.left ?? 0) - quantity >= plenty && (told[n]?.at ?? 0) >= toldSince,
    )
    if (!isPlenty) return false
    wants.forEach(({ quantity }, n) => {
      const one = told[n]
      if (one !== undefined) one.left -= quantity
    })
    return true
  }

  settle(ticket: Ticket, position: number | null): void {
    const counting = this.counting.get(ticket)
    if (counting === undefined) this.settleCounted(ticket, position)
    // Told of its failure by whoever began it.
    else
      counting.then(
        (passage) => passage.type === 'through' && this.settleCounted(passage.ticket, position),
        () => {},
      )
  }

  private settleCounted(ticket: Ticket, position: number | null): void {
    this.settling.push({ ticket, position })
    this.schedule()
  }

  async look(looks: readonly Look[]): Promise<(number | null)[]> {
    if (looks.length === 0) return []
    const { redis, newGeneration, countsForMs: counts = countsForMs } = this.options
    const answers = await redis.run(
      lookScript,
      looks.map(({ pool }) => this.keyOf(pool)),
      [newGeneration(), rememberedMs, counts, ...looks.flatMap(({ available, position }) => [available, position])],
    )
    return lookedSchema.parse(answers).map((answer) => (answer === '' ? null : Number(answer)))
  }

  async doubt(pools: readonly string[], position: number): Promise<void> {
    await this.options.redis.run(
      doubtScript,
      pools.map((pool) => this.keyOf(pool)),
      [position],
    )
  }

  private keyOf(pool: string): string {
    return `{holdfast:${this.options.epoch}}:${pool}`
  }

  private schedule(): void {
    if (this.isScheduled) return
    this.isScheduled = true
    setImmediate(() => {
      this.isScheduled = false
      // In this order on one connection, so that what is given back can be had by who comes with it.
      if (this.settling.length > 0) this.sendSettled().catch(this.options.onFault)
      if (this.waiting.length > 0) void this.sendTaken()
    })
  }

  private async sendSettled(): Promise<void> {
    const settling = this.settling
    this.settling = []
    const places = new Places()
    const sums = new Map<string, { readonly step: Step; quantity: number }>()
    for (const { ticket, position } of settling)
      ticket.wants.forEach(({ pool, quantity }, n) => {
        const step: Step = [places.of(pool), ticket.generations[n] ?? '', position ?? '']
        const name = step.join(' ')
        const sum = sums.get(name)
        if (sum === undefined) sums.set(name, { step, quantity })
        else sum.quantity += quantity
      })
    await this.options.redis.run(
      settleScript,
      places.all().map((pool) => this.keyOf(pool)),
      [...sums.values()].flatMap(({ step: [place, generation, position], quantity }) => [
        ...[place, generation, quantity, position],
      ]),
    )
  }

  private async sendTaken(): Promise<void> {
    const waiting = this.waiting
    this.waiting = []
    const places = new Places()
    const wishes = waiting.flatMap(({ wish: { wants, isWhole } }) => [
      ...[isWhole ? 1 : 0, wants.length],
      ...wants.flatMap(({ pool, quantity }) => [places.of(pool), quantity]),
    ])
    try {
      const pools = places.all()
      const took = await this.options.redis.run(
        takeScript,
        pools.map((pool) => this.keyOf(pool)),
        [this.options.freshForMs ?? freshForMs, ...wishes],
      )
      const [answers, told] = tookSchema.parse(took)
      const at = this.options.now()
      pools.forEach((pool, n) => {
        const [generation, left] = told[n] ?? ['', 0]
        if (generation === '') this.told.delete(pool)
        else this.told.set(pool, { generation, left, at })
      })
      waiting.forEach(({ wish, resolve }, n) => resolve(this.passageOf(wish, answers[n] ?? 0)))
    } catch (error) {
      for (const { reject } of waiting) reject(error)
    }
  }

  private passageOf({ wants }: Wish, answer: TakeAnswer): Passage {
    if (typeof answer !== 'number') return { type: 'refused', soldOut: answer.flatMap((n) => wants[n]?.pool ?? []) }
    const generationOf = ({ pool }: { readonly pool: string }): string | null => this.told.get(pool)?.generation ?? null
    const generations = wants.map((want) => (answer >= 2 ? generationOf(want) : null))
    return { type: 'through', ticket: { by: this.name, wants, generations }, isSeen: answer % 2 === 1 }
  }
}

/** The pools of one step, each once, by their places from 1. */
class Places {
  private readonly places = new Map<string, number>()

  of(pool: string): number {
    const known = this.places.get(pool)
    if (known !== undefined) return known
    const place = this.places.size + 1
    this.places.set(pool, place)
    return place
  }

  all(): string[] {
    return [...this.places.keys()]
  }
}
