import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { graceSeconds, leaseSeconds } from '../../../shared/sessions/sessions.ts'
import { letGo, type Possession, type Possessions } from '../possessions.ts'
import type { Random } from '../random.ts'
import { anyOf } from './act.ts'
import { PageStream } from './pageStream.ts'
import type { VisitorLine } from './visitorLine.ts'

const heldSchema = z.object({ data: z.array(z.object({ id: z.string(), seats: z.array(z.string()) })) })

/** Within this a page that comes back has lost nothing, whatever the machine is busy with. */
const surelyWithinMs = graceSeconds * 1000 - 1_000
const slackMs = 2_500
const takenBackWithinMs = 5_000
/** An offer is made, and taken back, in a fraction of it. */
const nothingForMs = 1_000

/** A page that was closed, and what it held. */
export interface Closed {
  readonly session: string
  readonly holds: readonly string[]
  /** From then on nothing of it may be held. */
  readonly overAt: number
  /** Before this nothing of it may have been given back. */
  readonly notBefore: number
}

/** Somebody on the public page of an event: what they were told to have, and how they leave. */
export class Visitor {
  readonly wrong: string[] = []
  private readonly story: string[] = []
  /** Each seat that is theirs, and the hold by which. */
  private mine = new Map<string, Possession>()
  private holds: readonly string[] = []
  private isQueued = false
  private readonly stream: PageStream
  private readonly line: VisitorLine
  private readonly session: string
  private readonly event: string
  private readonly random: Random
  private readonly possessions: Possessions

  constructor(line: VisitorLine, at: { session: string; event: string }, random: Random, possessions: Possessions) {
    this.line = line
    this.session = at.session
    this.event = at.event
    this.random = random
    this.possessions = possessions
    this.stream = new PageStream(() => line.address(`/public/events/${at.event}/stream?session=${at.session}`))
  }

  /** @returns how they left; null if the session was lost before */
  async visit(seats: readonly string[], isOver: () => boolean): Promise<Closed | null> {
    this.stream.open()
    for (let acts = this.random.between(3, 14); acts > 0 && !isOver() && !this.stream.isOver; acts--) {
      await this.does(seats)
      this.forgetIfAway()
      await sleep(this.random.between(30, 200))
    }
    return this.leave()
  }

  private async does(seats: readonly string[]): Promise<void> {
    const some = () => [...new Set([this.random.pick(seats), this.random.pick(seats)])]
    const acts = [
      [5, () => this.hold(some())],
      [2, () => this.giveBack()],
      [3, () => this.look()],
      [1, () => this.order()],
      [1, () => this.queue()],
      [1, () => this.reload()],
    ] as const
    const [, does] = anyOf(this.random, acts)
    await does()
  }

  /** Who was offered seats, and takes or gives back others, has taken what they have left: it is their own choice from then on. */
  private async hold(seats: readonly string[]): Promise<void> {
    const { status, body } = await this.post('holds', { seats })
    if (status !== 201) return
    this.isTold(body, [...this.mine.keys(), ...seats])
    this.isQueued = false
  }

  private async giveBack(): Promise<void> {
    const [seat] = this.mine.keys()
    if (seat === undefined) return
    this.lose([seat])
    const { status, body } = await this.post('release', { seats: [seat] })
    if (status !== 200) return
    this.isTold(body, [...this.mine.keys()])
    this.isQueued = false
  }

  private async look(): Promise<void> {
    const { status, body } = await this.get('holds')
    if (status === 200) this.isTold(body, [...this.mine.keys()])
    else if (this.isSurelyThere()) this.wrong.push(`${this.session} was kept, and is answered ${status}`)
  }

  /** An order is anybody's to cancel at a counter: from then on nothing is certain of its seats. */
  private async order(): Promise<void> {
    if (this.mine.size === 0) return
    const ordered = [...this.mine.keys()]
    this.lose(ordered)
    const { status, body } = await this.post('order', {})
    if (status === 201) this.holds = []
    else if (this.isSurelyThere())
      this.wrong.push(`${this.session} holds ${ordered.join()}, and cannot order them: ${JSON.stringify(body)}`)
  }

  private async queue(): Promise<void> {
    if (this.isQueued) {
      this.lose([...this.mine.keys()])
      const { status } = await this.post('queue/leave', {})
      this.isQueued = status !== 200
      if (!this.isQueued) await this.untilTakenBack()
      await this.look()
    } else if (this.mine.size === 0) {
      const { status } = await this.post('queue', { party: this.random.between(1, 3) })
      this.isQueued = status === 201
    }
  }

  /** What was just being offered to who left may come a moment later, and is taken back: they have nothing once they have had nothing for a while. */
  private async untilTakenBack(): Promise<void> {
    let nothingSince = performance.now()
    for (const end = nothingSince + takenBackWithinMs; performance.now() < end; await sleep(100)) {
      const { status, body } = await this.get('holds')
      if (status !== 200) return
      if (heldSchema.parse(body).data.length > 0) nothingSince = performance.now()
      if (performance.now() - nothingSince > nothingForMs) return
    }
  }

  private async reload(): Promise<void> {
    await this.stream.close()
    await sleep(this.random.between(50, 3_000))
    this.stream.open()
    await sleep(200)
  }

  /** Takes note of what the hub says that they hold. Who queues may be offered more than they know of. */
  private isTold(body: unknown, expected: readonly string[]): void {
    const told = Date.now()
    const { data } = heldSchema.parse(body)
    const seats = data.flatMap((hold) => hold.seats)
    const [wanted, has] = [new Set(expected), new Set(seats)]
    const isSame = [...wanted].every((seat) => has.has(seat)) && (this.isQueued || has.size === wanted.size)
    if (!isSame && this.isSurelyThere())
      this.wrong.push(
        `${this.session} should hold ${expected.join()} of ${this.event}, and is told ${seats.join()}\n${this.story.join('\n')}`,
      )
    this.lose([...this.mine.keys()].filter((seat) => !has.has(seat)))
    for (const seat of seats)
      if (!this.mine.has(seat)) {
        const taken = this.possessions.take(`${this.event} ${seat}`, `visitor ${this.session}`, told)
        this.mine.set(seat, taken)
      }
    this.holds = data.map(({ id }) => id)
  }

  private lose(seats: readonly string[], from = Date.now()): void {
    for (const seat of seats) {
      const taken = this.mine.get(seat)
      if (taken !== undefined) letGo(taken, from)
      this.mine.delete(seat)
    }
  }

  private isSurelyThere(): boolean {
    const awayMs = Math.max(this.stream.longestGapMs, Date.now() - (this.stream.downSince ?? Date.now()))
    return awayMs < surelyWithinMs && !this.stream.isOver
  }

  /** Who was away for too long may have lost all that they had. */
  private forgetIfAway(): void {
    if (!this.isSurelyThere())
      this.lose([...this.mine.keys()], (this.stream.downSince ?? Date.now()) - this.stream.longestGapMs)
  }

  private async leave(): Promise<Closed | null> {
    await this.look()
    const isSure = this.isSurelyThere() && this.stream.isUp && !this.isQueued
    const { session, holds } = this
    const says = this.random.chance(0.2)
    const at = Date.now()
    const seenAt = this.stream.downSince ?? at
    await this.stream.close()
    if (says) await this.line.say(`/v1/sessions/${session}/end`)
    this.lose([...this.mine.keys()], says ? at : seenAt + surelyWithinMs)
    if (!isSure) return null
    const overAt = at + (says ? slackMs : graceSeconds * 1000 + slackMs)
    return { session, holds, overAt, notBefore: says ? at : at + surelyWithinMs }
  }

  private get(path: string) {
    return this.ask('GET', path)
  }

  private post(path: string, body: object) {
    return this.ask('POST', path, body)
  }

  private async ask(method: string, path: string, body?: object) {
    const asked = Date.now()
    const answer = await this.line.ask(method, `/public/events/${this.event}/${path}?session=${this.session}`, body)
    this.story.push(
      `${asked}-${Date.now()} ${method} ${path} ${JSON.stringify(body)}: ${answer.status} ${JSON.stringify(answer.body)}`,
    )
    return answer
  }
}

/** Longer than any session lives after its last sign of life. */
export const allSessionsOverMs = leaseSeconds * 1000
