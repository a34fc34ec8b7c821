import { IANAZone } from 'luxon'
import type { EpochMs } from '../time.ts'

/** A date of a calendar, counted in days since 1 January 1970; no zone is meant. */
export type DayNumber = number

export const dayMs = 86_400_000
export const minuteMs = 60_000

/** The day of a date such as 2026-03-29. */
export const dayOfDate = (date: string): DayNumber => Date.parse(`${date}T00:00:00Z`) / dayMs

export const dateOfDay = (day: DayNumber): string => new Date(day * dayMs).toISOString().slice(0, 10)

/** 1 is Monday, 7 is Sunday. 1 January 1970 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => ((((day + 3) % 7) + 7) % 7) + 1

/** From `from` on, clocks of the zone are `offset` milliseconds ahead of UTC. */
interface Stretch {
  readonly from: EpochMs
  readonly offset: number
}

/** More days than this in memory are more than anybody looks at. */
const mostDays = 4_000

/**
 * The clock of one zone. Asking the zone's database costs a microsecond or more, and a month of a hundred resources asks thousands of times: what
 * was found is kept by the day.
 */
export class ZoneClock {
  private readonly zone: IANAZone
  private readonly days = new Map<number, readonly Stretch[]>()

  constructor(name: string) {
    this.zone = IANAZone.create(name)
    if (!this.zone.isValid) throw new Error(`there is no time zone ${name}`)
  }

  /** How far clocks are ahead of UTC at a moment, in milliseconds. */
  offsetAt(moment: EpochMs): number {
    const stretches = this.stretchesOf(Math.floor(moment / dayMs))
    let found = stretches[0]?.offset ?? 0
    for (const { from, offset } of stretches) if (from <= moment) found = offset
    return found
  }

  /** The date that clocks show at a moment. */
  dayAt(moment: EpochMs): DayNumber {
    return Math.floor((moment + this.offsetAt(moment)) / dayMs)
  }

  /**
   * The first moment at which clocks show this time or a later one. For a time that comes twice (clocks go back) it is the first of the two; for
   * one that is left out (clocks go forward) the moment of the change. So a later time of the clock never comes at an earlier moment.
   * @param minute minutes since midnight; 1440 and more lie on the days after
   */
  momentOf(day: DayNumber, minute: number): EpochMs {
    const wall = day * dayMs + minute * minuteMs
    // No clock is more than 15 hours off UTC.
    const first = Math.floor((wall - 15 * 3_600_000) / dayMs)
    for (let utcDay = first; utcDay <= first + 2; utcDay += 1) {
      const stretches = this.stretchesOf(utcDay)
      for (const [index, { from, offset }] of stretches.entries()) {
        const end = stretches[index + 1]?.from ?? (utcDay + 1) * dayMs
        const moment = Math.max(from, wall - offset)
        if (moment < end) return moment
      }
    }
    throw new Error(`clocks of ${this.zone.name} do not come to minute ${minute} of ${dateOfDay(day)}`)
  }

  /** The stretches of one day of UTC: one, or two where clocks change. */
  private stretchesOf(utcDay: number): readonly Stretch[] {
    const known = this.days.get(utcDay)
    if (known !== undefined) return known
    const from = utcDay * dayMs
    const stretches: Stretch[] = [{ from, offset: this.ask(from) }]
    const last = this.ask(from + dayMs - 1)
    if (stretches[0]?.offset !== last)
      stretches.push({ from: this.changeBetween(from, from + dayMs - 1), offset: last })
    if (this.days.size >= mostDays) this.days.clear()
    this.days.set(utcDay, stretches)
    return stretches
  }

  /** The moment at which clocks take on what they show at `to`, by halving. */
  private changeBetween(from: EpochMs, to: EpochMs): EpochMs {
    const after = this.ask(to)
    let [low, high] = [from, to]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (this.ask(middle) === after) high = middle
      else low = middle
    }
    return high
  }

  private ask(moment: EpochMs): number {
    return Math.round(this.zone.offset(moment) * minuteMs)
  }
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

const offsetText = (offset: number): string => {
  const minutes = Math.abs(Math.round(offset / minuteMs))
  return `${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}

/** Writes moments as RFC 3339 with the offset of a zone. Thousands of them share a few days, hours and offsets, which are written once. */
export class ZoneWriter {
  private readonly dates = new Map<DayNumber, string>()
  private readonly offsets = new Map<number, string>()

  constructor(private readonly clock: ZoneClock) {}

  write(moment: EpochMs): string {
    const offset = this.clock.offsetAt(moment)
    const wall = moment + offset
    const day = Math.floor(wall / dayMs)
    const minute = (wall - day * dayMs) / minuteMs
    if (!Number.isInteger(minute)) return `${new Date(wall).toISOString().slice(0, -1)}${this.offset(offset)}`
    return `${this.date(day)}T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:00${this.offset(offset)}`
  }

  private date(day: DayNumber): string {
    const known = this.dates.get(day)
    if (known !== undefined) return known
    const made = dateOfDay(day)
    this.dates.set(day, made)
    return made
  }

  private offset(offset: number): string {
    const known = this.offsets.get(offset)
    if (known !== undefined) return known
    const made = offsetText(offset)
    this.offsets.set(offset, made)
    return made
  }
}

const clocks = new Map<string, ZoneClock>()

/** The clock of a zone of the IANA database, made once. */
export const clockOf = (zone: string): ZoneClock => {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const made = new ZoneClock(zone)
  clocks.set(zone, made)
  return made
}
