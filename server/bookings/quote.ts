import { choicesFor } from '../../shared/bookings/choices.ts'
import { quotedWait } from '../../shared/bookings/waiting.ts'
import { longestWaitMs } from '../../shared/bookings/waitingGuests.ts'
import type { Sql } from '../db/connect.ts'
import { readLineAt, readPlace } from './readPlace.ts'
import { readService } from './services.ts'

/** What somebody asks for who comes to wait. */
export interface WaitingWish {
  readonly location: string
  readonly service: string
  readonly party: number
  readonly atTheDoor: boolean
}

export type Quoted =
  /** `minutes` is null for who waits elsewhere, and where nothing fits within four hours. */
  | { readonly type: 'quote'; readonly minutes: number | null }
  | { readonly type: 'missing'; readonly what: 'location' | 'service'; readonly id: string }
  /** Nothing that there is could ever do. */
  | { readonly type: 'unfit' }

/** How long somebody is told to wait who comes now. */
export const quote = async (sql: Sql, { location, service: code, party, atTheDoor }: WaitingWish): Promise<Quoted> => {
  const [service, line, read] = await Promise.all([
    readService(sql, code),
    readLineAt(sql, location),
    // Read for as long as anybody is told to wait; what lies after it does not matter.
    readPlace(sql, location, 0),
  ])
  if (read === null) return { type: 'missing', what: 'location', id: location }
  if (service === null) return { type: 'missing', what: 'service', id: code }
  const { place } = read
  if (choicesFor(place.resources, service.needs, party, 1).length === 0) return { type: 'unfit' }
  const { now } = place
  if (!atTheDoor) return { type: 'quote', minutes: null }
  const me = { id: '', service, party, wanted: { from: now, to: now + longestWaitMs }, atTheDoor, cameAt: now }
  return { type: 'quote', minutes: quotedWait(place, line, me) }
}
