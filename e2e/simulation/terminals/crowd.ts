import type { Possessions } from '../possessions.ts'
import type { Random } from '../random.ts'
import { Courier } from './courier.ts'
import { SummerTime } from './summerTime.ts'
import type { Told } from './told.ts'
import { openVisitors } from './visitors.ts'
import { WaitingGuests } from './waitingGuests.ts'

/** Whoever comes besides on a long day: pages of customers, guests who wait for a table, a carrier, and bookings on days on which clocks change. */
export interface Crowd {
  keep(isOver: () => boolean): Promise<void>
  /** What they were told and was not so. @param isPunctual true if no hub died */
  differences(isPunctual: boolean): Promise<string[]>
}

const nobody: Crowd = { keep: async () => undefined, differences: async () => [] }

export const openCrowd = async (
  isLongDay: boolean,
  {
    urls,
    website,
    random,
    possessions,
  }: {
    readonly urls: readonly string[]
    readonly website: Told
    readonly random: Random
    readonly possessions: Possessions
  },
): Promise<Crowd> => {
  if (!isLongDay) return nobody
  const [url = ''] = urls
  const visitors = await openVisitors(urls, random, possessions)
  const guests = new WaitingGuests(website, random)
  const bars = new SummerTime(website, random)
  await bars.open(url)
  const courier = await Courier.open(urls, website, random)
  return {
    keep: async (isOver) => {
      await Promise.all([visitors, guests, bars, courier].map((one) => one.keep(isOver)))
    },
    differences: async (isPunctual) => [
      ...guests.wrong,
      ...bars.wrong,
      ...courier.wrong,
      ...(await visitors.differences(url, isPunctual)),
    ],
  }
}
