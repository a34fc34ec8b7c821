import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Random } from '../random.ts'
import type { Told } from './told.ts'

const guestSchema = z.object({
  id: z.string(),
  state: z.string(),
  offer: z.object({ booking: z.string(), confirmBy: z.string() }).optional(),
})
const refusalSchema = z.object({ code: z.string(), state: z.string().optional() })

interface Waiting {
  readonly id: string
  /** Whoever wants the same can only be served in turn. */
  readonly wish: string
  readonly joinedAt: number
  readonly toldAt: number
  offeredSeenAt: number | null
  /** Did something by which their turn may be another. */
  isOther: boolean
  isDone: boolean
}

/** Guests who wait for a table through the website, and what they are told of their turn. */
export class WaitingGuests {
  readonly wrong: string[] = []
  private readonly guests: Waiting[] = []

  constructor(
    private readonly told: Told,
    private readonly random: Random,
  ) {}

  async keep(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await this.join()
      for (const guest of this.guests.filter(({ isDone }) => !isDone)) await this.look(guest)
      await sleep(this.random.between(50, 300))
    }
  }

  private async join(): Promise<void> {
    if (this.guests.filter(({ isDone }) => !isDone).length >= 6) return
    const party = this.random.pick([2, 4, 8, 10])
    const joinedAt = Date.now()
    const wish = { location: 'q1', service: 'dining', party, atTheDoor: true, customer: { name: 'Thu' } }
    const { status, body } = await this.told.post('/v1/waiting', wish)
    if (status !== 201) return
    const { id } = guestSchema.parse(body)
    const times = { joinedAt, toldAt: Date.now(), offeredSeenAt: null }
    this.guests.push({ id, wish: `${party}`, ...times, isOther: false, isDone: false })
  }

  private async look(guest: Waiting): Promise<void> {
    const asked = Date.now()
    const { status, body } = await this.told.get(`/v1/waiting/${guest.id}`)
    // A backup that was restored does not know them.
    if (status === 404) {
      guest.isDone = true
      return
    }
    const { state, offer } = guestSchema.parse(body)
    if (state === 'waiting') {
      const overtaking = this.guests.find(
        (other) =>
          other.wish === guest.wish &&
          !guest.isOther &&
          !other.isOther &&
          guest.toldAt < other.joinedAt &&
          other.offeredSeenAt !== null &&
          other.offeredSeenAt < asked,
      )
      if (overtaking !== undefined)
        this.wrong.push(`${overtaking.id} had an offer while ${guest.id} waited, who came before`)
      if (this.random.chance(0.02)) {
        guest.isOther = true
        guest.isDone = true
        await this.told.post(`/v1/waiting/${guest.id}/leave`)
      }
      return
    }
    if (state !== 'offered' || offer === undefined) {
      guest.isDone = true
      return
    }
    guest.offeredSeenAt ??= Date.now()
    if (this.random.chance(0.5)) await this.answer(guest, offer)
  }

  private async answer(guest: Waiting, { booking, confirmBy }: { booking: string; confirmBy: string }): Promise<void> {
    const step = this.random.pick(['confirm', 'confirm', 'cancel'] as const)
    const { status, body } = await this.told.post(`/v1/bookings/${booking}/${step}`)
    guest.isDone = true
    const isInTime = Date.now() < Date.parse(confirmBy)
    if (status !== 200 && isInTime && refusalSchema.parse(body).state === 'expired')
      this.wrong.push(`the offer of ${guest.id} is over before ${confirmBy}`)
  }
}
