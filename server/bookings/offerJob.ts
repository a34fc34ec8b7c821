import type { Logger } from 'pino'
import type { NewId } from '../../shared/holds/settle.ts'
import { type GuestInLine, nextFreeMoment, type Offer, offersFor } from '../../shared/bookings/waiting.ts'
import type { EpochMs } from '../../shared/time.ts'
import { ofHub } from '../arbiter/ofHub.ts'
import { type Arbiter, Fault, Overloaded } from '../arbiter/types.ts'
import type { Sql } from '../db/connect.ts'
import type { FeedReader } from '../feed/types.ts'
import { type NextWake, startWakingJob } from '../wakingJob.ts'
import { readLines, readPlace } from './readPlace.ts'

export interface OfferJobOptions {
  readonly sql: Sql
  readonly arbiter: Pick<Arbiter, 'submit'>
  readonly feed: Pick<FeedReader, 'hear'>
  readonly log: Logger
  readonly newId: NewId
  readonly onOffered?: (offers: number) => void
  readonly tickMs?: number
}

/** Commits that come within this time are looked at together. */
const gatherMs = 20
/** After a run the job rests for so many times as long as it took, so that a long list never takes more than a sixth of a core; a while at least. */
const restFactor = 5
const leastRestMs = 80
/** And no longer, for a run that only waited for a busy database would keep guests waiting many times as long. */
const mostRestMs = 500
/** After offers that were refused, since another hub was quicker or the rules see what the arbiter does not: doubled each time, up to a second. */
const firstRetryMs = 50
const lastRetryMs = 1_000

/** The job that gives waiting guests their offers. */
export interface OfferJob {
  stop(): Promise<void>
}

/**
 * Offers time that is free to the first whom it fits (SPEC W3, W4): after every commit that any hub made, at the next moment at which something
 * becomes free by itself, and now and then. It reads without locks and asks the arbiter, which decides again under its locks: of two hubs that see
 * the same, one makes the offer and the other is refused. The sweep is not needed for any of it.
 */
export const startOfferJob = (options: OfferJobOptions): OfferJob => {
  const { sql, feed, log, tickMs = 5_000 } = options
  let restsUntil = 0
  let refusals = 0

  const run = async (): Promise<NextWake | null> => {
    const began = performance.now()
    const looked: Looked[] = []
    for (const [location, line] of await readLines(sql)) looked.push(...(await offerAt(options, location, line)))
    const rest = Math.min(mostRestMs, Math.max(leastRestMs, restFactor * (performance.now() - began)))
    restsUntil = performance.now() + rest
    const now = looked.at(-1)?.now
    if (now === undefined) return null
    refusals = looked.some(({ refused }) => refused) ? refusals + 1 : 0
    const retry = refusals === 0 ? null : now + Math.min(lastRetryMs, firstRetryMs * 2 ** (refusals - 1))
    return { now, next: looked.reduce((next, one) => earlier(next, one.next), retry) }
  }

  const job = startWakingJob({ name: 'waiting list', log, run, tickMs })
  const deafen = feed.hear(() => job.wakeIn(Math.max(gatherMs, restsUntil - performance.now())))
  return {
    stop: () => {
      deafen()
      return job.stop()
    },
  }
}

const earlier = (one: EpochMs | null, other: EpochMs | null): EpochMs | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)

/** What came of looking at one location. */
interface Looked extends NextWake {
  readonly refused: boolean
}

/** Makes all offers that can be made at a location now. */
const offerAt = async (
  { sql, arbiter, newId, onOffered }: OfferJobOptions,
  location: string,
  line: readonly GuestInLine[],
): Promise<Looked[]> => {
  const until = Math.max(...line.map(({ wanted }) => wanted.to))
  const read = await readPlace(sql, location, until)
  if (read === null) return []
  const { place, nextLapse } = read
  const offers = offersFor(place, line)
  const answers = await Promise.all(offers.map((offer) => arbiter.submit(submissionOf(offer, newId)).catch(noAnswer)))
  const made = answers.filter((answer) => answer?.type === 'verdict' && answer.verdict.accepted).length
  if (made > 0) onOffered?.(made)
  const next = earlier(nextLapse, nextFreeMoment(place, line))
  return [{ now: place.now, next, refused: made < offers.length }]
}

/** An arbiter that is overloaded or cannot reach its database refuses too. */
const noAnswer = (error: unknown): null => {
  if (error instanceof Overloaded || error instanceof Fault) return null
  throw error
}

/** In nobody's name: the channel is that of the guest. */
const submissionOf = ({ guest, start, resources }: Offer, newId: NewId) =>
  ofHub(
    { type: 'waiting.offer', guest: guest.id, booking: newId(), hold: newId(), start, resources: [...resources] },
    newId(),
  )
