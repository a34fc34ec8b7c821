import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { ask } from '../../support/rest.ts'
import type { Random } from '../random.ts'
import type { Told } from './told.ts'

const startsSchema = z.object({
  data: z.array(z.object({ start: z.string(), end: z.string(), resources: z.array(z.array(z.string())) })),
})
const bookedSchema = z.object({ id: z.string(), start: z.string(), end: z.string(), resources: z.array(z.string()) })

const quarterMs = 15 * 60_000
const lastsMs = 2 * quarterMs
/** Bars that never close, where clocks change by an hour, at midnight, and by half an hour; and how long those days are. */
const bars = [
  { code: 'ber', zone: 'Europe/Berlin', days: { '2027-03-27': 24, '2027-03-28': 23, '2027-10-31': 25 } },
  { code: 'cai', zone: 'Africa/Cairo', days: { '2027-04-30': 23, '2027-10-28': 25, '2027-10-29': 24 } },
  { code: 'lhi', zone: 'Australia/Lord_Howe', days: { '2027-04-04': 24.5, '2027-10-03': 23.5 } },
] as const

interface Booked {
  readonly resource: string
  readonly start: number
  readonly end: number
  readonly told: number
}

/** Places at which clocks change, and those who book there on these very days. */
export class SummerTime {
  readonly wrong: string[] = []
  private readonly booked: Booked[] = []

  constructor(
    private readonly told: Told,
    private readonly random: Random,
  ) {}

  async open(url: string): Promise<void> {
    const weekly = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' }))
    const steps = [
      ask(url, 'PUT', '/v1/services/drink', { name: 'Drink', durationMinutes: 30, needs: [{ kind: 'table' }] }),
    ]
    for (const { code, zone } of bars) {
      steps.push(ask(url, 'PUT', `/v1/locations/${code}`, { name: code, timeZone: zone }))
      await Promise.all(steps)
      for (const table of [`${code}-1`, `${code}-2`]) {
        await ask(url, 'PUT', `/v1/resources/${table}`, { kind: 'table', name: table, location: code, maxParty: 4 })
        steps.push(ask(url, 'PUT', `/v1/resources/${table}/hours`, { weekly }))
      }
    }
    for (const { status, body } of await Promise.all(steps))
      if (status >= 300) throw new Error(`set-up failed: ${status} ${JSON.stringify(body)}`)
    for (const bar of bars)
      for (const [date, hours] of Object.entries(bar.days)) {
        const count = (await this.free(bar, date)).length
        if (count !== hours * 4)
          this.wrong.push(`${bar.code} is free at ${count} starts on ${date}, which has ${hours} hours`)
      }
  }

  async keep(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const bar = this.random.pick(bars)
      const date = this.random.pick(Object.keys(bar.days))
      const starts = await this.free(bar, date)
      const wished = starts.length === 0 ? undefined : this.random.pick(starts.slice(0, 40))
      if (wished !== undefined) await this.book(bar.code, wished.start)
      await sleep(this.random.between(50, 200))
    }
  }

  /** When it is free, each start looked at with the runtime's own calendar. */
  private async free({ code, zone }: (typeof bars)[number], date: string): Promise<{ start: string }[]> {
    const asked = Date.now()
    const { body } = await this.told.get(`/v1/availability?location=${code}&service=drink&party=2&date=${date}`)
    const { data } = startsSchema.parse(body)
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    const wall = (moment: number): string => format.format(moment).replace(' ', 'T')
    let last = Number.NEGATIVE_INFINITY
    for (const { start, end, resources } of data) {
      const at = Date.parse(start)
      const isRight =
        at > last &&
        at % quarterMs === 0 &&
        start.startsWith(wall(at)) &&
        start.startsWith(date) &&
        Date.parse(end) - at === lastsMs &&
        end.startsWith(wall(at + lastsMs))
      const taken = this.booked.find(
        (one) =>
          resources.flat().includes(one.resource) && one.told < asked && at < one.end && one.start < at + lastsMs,
      )
      if (!isRight) this.wrong.push(`${code} tells of ${start} to ${end} on ${date}`)
      if (taken !== undefined) this.wrong.push(`${taken.resource} is told free at ${start}, and is booked`)
      last = at
    }
    return data
  }

  private async book(location: string, start: string): Promise<void> {
    const { status, body } = await this.told.post('/v1/bookings', {
      ...{ location, service: 'drink', start, party: 2, customer: { name: 'Vy' } },
    })
    const told = Date.now()
    if (status !== 201) {
      if (status !== 409 || !JSON.stringify(body).includes('slot_taken'))
        this.wrong.push(`${location} was told free at ${start}, and answers ${status} ${JSON.stringify(body)}`)
      return
    }
    const { id, resources, ...said } = bookedSchema.parse(body)
    const [from, to] = [Date.parse(said.start), Date.parse(said.end)]
    if (from !== Date.parse(start)) this.wrong.push(`${start} was asked for, and ${said.start} booked`)
    for (const resource of resources) {
      const other = this.booked.find((one) => one.resource === resource && from < one.end && one.start < to)
      if (other !== undefined) this.wrong.push(`${resource} is booked twice at ${said.start}`)
    }
    const confirmed = await this.told.post(`/v1/bookings/${id}/confirm`)
    if (confirmed.status !== 200) this.wrong.push(`${id} could not be confirmed: ${confirmed.status}`)
    this.booked.push(...resources.map((resource) => ({ resource, start: from, end: to, told })))
  }
}
