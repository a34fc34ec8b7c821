import type { Sql } from '../../../server/db/connect.ts'
import { overlapsInBooks } from '../overlaps.ts'
import type { Possessions } from '../possessions.ts'
import type { Bank } from './bank.ts'
import type { Crowd } from './crowd.ts'
import { notForgotten } from './forgotten.ts'
import type { Takings } from './heard.ts'
import type { Disaster } from './house.ts'
import { wrongKeptSales } from './keptSales.ts'
import { allOrders, type Closings, closingsAt, otherMoney } from './money.ts'
import { wrongTickets } from './tickets.ts'
import type { Till } from './till.ts'
import type { Told } from './told.ts'
import { otherUses } from './voucherUses.ts'

/** A terminal and what was taken at it. */
export interface Manned {
  readonly till: Till
  readonly takings: Takings
}

/** Where a manager works, one for each place, with what its closings said before the day. */
export const openPlaces = async (url: string, manned: readonly Manned[]) => {
  const managers = manned.filter(({ till }) => ['tuan', 'admin'].includes(till.person))
  return Promise.all(
    managers.map(async ({ till }) => ({
      ...{ till, before: await closingsAt(url, till) },
      takings: manned.filter((one) => one.till.location === till.location).map(({ takings }) => takings),
    })),
  )
}

interface Day {
  readonly url: string
  readonly disaster: Disaster
  readonly manned: readonly Manned[]
  readonly places: readonly { readonly till: Till; readonly before: Closings; readonly takings: readonly Takings[] }[]
  readonly website: Told
  readonly crowd: Crowd
  readonly bank: Bank
  readonly possessions: Possessions
  readonly books: Sql
}

/** What those who came were told, against what the hub says in the end. Nothing of it is worked out by the hub's rules. */
export const toldOtherwise = async (day: Day): Promise<string[]> => {
  const { url, disaster, manned, places, website, crowd, bank, possessions, books } = day
  const takings = places.flatMap((place) => place.takings)
  const wrong = await crowd.differences(disaster === 'age')
  wrong.push(...(await website.differences({ keepsAnswers: disaster !== 'age' })), ...possessions.doubled())
  await bank.settle(url)
  const orders = await allOrders(url)
  wrong.push(...(await bank.differences(url, orders)))
  for (const place of places) wrong.push(...(await otherMoney(url, place, orders, { website, bank })))
  wrong.push(...(await otherUses(url, { website, takings, orders, books })))
  wrong.push(...(await wrongTickets(url, takings)))
  wrong.push(...(await wrongKeptSales(manned, orders, books)))
  wrong.push(...(await notForgotten(url, books)))
  wrong.push(...(await overlapsInBooks(books)).map((two) => `${two.join(' and ')}: booked twice`))
  return wrong
}
