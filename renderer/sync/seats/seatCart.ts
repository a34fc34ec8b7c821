import { blocksOf, leftAlone } from '../../../shared/seating/alone.ts'
import { bestSeats } from '../../../shared/seating/bestSeats.ts'
import type { SeatAnswer, SeatObstacle, SeatWish } from '../../app/terminal.ts'
import type { CartDocument, SeatGroup } from '../cart/cartDocument.ts'
import type { Carts } from '../cart/carts.ts'
import { holdsOfWish, type ShortageSight } from '../cart/cartView.ts'
import type { CartWork } from '../cart/cartWork.ts'
import { planSeats } from '../cart/plan.ts'
import { standingOf } from '../cart/standing.ts'
import type { SeatSight, ShownHall } from './seatSight.ts'

/** A hold has no more lines than this. */
const mostSeatsHeld = 100

export interface SeatCartOptions {
  readonly seats: SeatSight
  readonly carts: Carts
  readonly work: CartWork
  readonly sight: () => ShortageSight
  readonly newId: () => string
}

type Refusal = Extract<SeatAnswer, { ok: false }>

/** Seats of the cart on the counter. Each act is decided in memory and written in one step; the seats of an event are one hold. */
export class SeatCart {
  constructor(
    private readonly options: SeatCartOptions,
    /** Something else is done now: what was said of the last act is over. */
    private readonly begin: () => void,
  ) {}

  async toggle(code: string, seat: string): Promise<SeatAnswer> {
    const group = this.groupOf(code)
    if (group?.seats.some((one) => one.seat === seat) === true) {
      await this.giveUp(code, [seat])
      return { ok: true, seats: [] }
    }
    return this.take(code, [seat])
  }

  async takeBest(code: string, { size, category, accessible }: SeatWish): Promise<SeatAnswer> {
    const shown = this.options.seats.find(code)
    if (shown === null) return no('no_room')
    const { seats, sight } = this.options
    const isOnline = sight().isOnline()
    const isFree = (seat: string): boolean => {
      const state = seats.stateOf(code, seat)
      return state === 'ours' || (state === 'free' && isOnline)
    }
    const { rows } = shown.hall
    const { leavesNoSingle, prices } = shown.event
    const found = bestSeats({ rows, leavesNoSingle }, { size, category, accessible }, (seat) =>
      prices[seat.category] === undefined ? false : isFree(seat.seat),
    )
    if (found === null) return no(isOnline ? 'no_room' : 'offline')
    return this.take(
      code,
      found.map(({ seat }) => seat),
    )
  }

  async giveUp(code: string, seats: readonly string[]): Promise<void> {
    const group = this.groupOf(code)
    if (group === null) return
    const left = group.seats.filter(({ seat }) => !seats.includes(seat))
    if (left.length === group.seats.length) return
    this.begin()
    if (left.length > 0) return this.bring({ ...group, seats: left })
    const { carts, work } = this.options
    const cart = carts.current()
    const others = cart.seats.filter(({ id }) => id !== group.id)
    await work.write([work.releaseOf(group, 'removed')], carts.put({ ...cart, seats: others }))
  }

  async holdAgain(code: string): Promise<SeatAnswer> {
    const group = this.groupOf(code)
    if (group === null) return no('no_room')
    const obstacle = this.obstacleTo(
      code,
      group.seats.map(({ seat }) => seat),
    )
    if (obstacle !== null) return obstacle
    await this.bring(group)
    return { ok: true, seats: group.seats.map(({ seat }) => seat) }
  }

  leftAlone(code: string): readonly string[] {
    const shown = this.options.seats.find(code)
    const mine = new Set(this.groupOf(code)?.seats.map(({ seat }) => seat))
    if (shown === null || !shown.event.leavesNoSingle || mine.size === 0) return []
    const { seats } = this.options
    const isFree = (seat: string): boolean => {
      const state = seats.stateOf(code, seat)
      return state === 'free' || state === 'ours' || mine.has(seat)
    }
    return shown.hall.rows
      .filter((row) => row.seats.some(({ seat }) => mine.has(seat)))
      .flatMap((row) => blocksOf(row.seats))
      .flatMap((block) => leftAlone(block, ({ seat }) => isFree(seat), mine))
      .map(({ seat }) => shown.hall.labelOf(seat))
  }

  async take(code: string, seats: readonly string[]): Promise<SeatAnswer> {
    const shown = this.options.seats.find(code)
    if (shown === null) return no('no_room')
    const group = this.groupOf(code) ?? this.newGroup(shown)
    const obstacle = this.obstacleTo(code, seats) ?? this.unpriced(shown, seats)
    if (obstacle !== null) return obstacle
    if (group.seats.length + seats.length > mostSeatsHeld) return no('too_many')
    const party = this.options.newId()
    const added = seats.map((seat) => {
      const category = shown.hall.seats.get(seat)?.category ?? ''
      return { seat, label: shown.hall.labelOf(seat), category, price: shown.event.prices[category] ?? 0, party }
    })
    this.begin()
    await this.bring({ ...group, seats: [...group.seats, ...added] })
    return { ok: true, seats }
  }

  /** The first reason why these seats cannot be taken now; those that the cart holds already are no obstacle. */
  private obstacleTo(code: string, wanted: readonly string[]): Refusal | null {
    const { seats, sight } = this.options
    const group = this.groupOf(code)
    const own = new Set(group === null ? [] : holdsOfWish(group))
    for (const seat of wanted) {
      const state = seats.stateOf(code, seat)
      if (state === 'ours' || own.has(seats.seat(code, seat)?.hold ?? '')) continue
      if (state === 'free') {
        if (!sight().isOnline()) return no('offline', seat)
        continue
      }
      return no(state === 'held' || state === 'sold' ? 'taken' : state, seat)
    }
    return null
  }

  private unpriced({ hall, event }: ShownHall, seats: readonly string[]): Refusal | null {
    const seat = seats.find((one) => event.prices[hall.seats.get(one)?.category ?? ''] === undefined)
    return seat === undefined ? null : no('not_priced', seat)
  }

  /** Brings a group of the cart, or a new one, to its seats. */
  private async bring(group: SeatGroup): Promise<void> {
    const { carts, work, sight } = this.options
    const cart = carts.current()
    const plan = planSeats(group, standingOf(group, sight()), work.context())
    await work.write([plan], carts.put(withGroup(cart, plan.wish)))
  }

  private groupOf(code: string): SeatGroup | null {
    return this.options.carts.current().seats.find(({ event }) => event === code) ?? null
  }

  private newGroup({ event: { code, name, startsAt } }: ShownHall): SeatGroup {
    const { newId } = this.options
    return { id: newId(), event: code, title: name, startsAt, seats: [], claim: null, before: null }
  }
}

const no = (why: SeatObstacle, seat: string | null = null): Refusal => ({
  ok: false,
  why,
  seat,
})

const withGroup = (cart: CartDocument, group: SeatGroup): CartDocument => ({
  ...cart,
  seats: cart.seats.some(({ id }) => id === group.id)
    ? cart.seats.map((one) => (one.id === group.id ? group : one))
    : [...cart.seats, group],
})
