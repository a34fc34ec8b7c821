import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { EntryState } from '../../../renderer/app/terminal.ts'
import { collections } from '../../../shared/protocol/feed.ts'
import { booksOf, hubBooksOf } from '../../support/replicas.ts'
import { ask } from '../../support/rest.ts'
import { skus } from './counterActs.ts'
import { pastTheLine, seeToInbox, type Till } from './till.ts'

/** What a till still has otherwise than the hub after some seconds, while somebody sees to what was refused. */
export const settledDifferences = async (url: string, till: Till): Promise<string[]> => {
  for (const end = performance.now() + 20_000; ; await sleep(50)) {
    await seeToInbox(till)
    const differences = await differencesAt(url, till)
    if (differences.length === 0 || performance.now() > end) return differences
  }
}

/** What a till has otherwise than the hub, or still waits for: one line each, none once all is well. */
const differencesAt = async (url: string, till: Till): Promise<string[]> => [
  ...leftOpen(till),
  ...(await otherDocuments(url, till)),
  ...(await otherFigures(url, till)),
]

const leftOpen = ({ machine: { terminal, reports } }: Till): string[] => {
  const { phase, status, counter, activity } = terminal
  const { connection } = status.get()
  const lines = [counter.cart.get(), ...counter.parked.get()].flatMap((cart) => [
    ...cart.lines,
    ...cart.seats,
    ...cart.vouchers,
  ])
  return [
    ...(phase.get().name === 'ready' ? [] : [`it is ${phase.get().name}`]),
    ...reports.map((report) => `it reported ${String(report)}`),
    ...(connection === 'online' ? [] : [`it is ${connection}`]),
    ...activity.outbox.get().flatMap(({ id, type, state }) => (isOnItsWay(state) ? [`${type} ${id} is ${state}`] : [])),
    ...counter.parked
      .get()
      .flatMap(({ keeping }) => (keeping?.rejection === null ? [`${keeping.number} waits to be kept`] : [])),
    ...lines.filter(({ state }) => state === 'asked').map(({ id }) => `${id} in a cart waits for the hub`),
    ...counter.receipts.get().flatMap(({ number, settled }) => (settled ? [] : [`receipt ${number} is not booked`])),
  ]
}

const isOnItsWay = (state: EntryState): boolean => state === 'waiting' || state === 'sending' || state === 'blocked'

/** Documents of the replica beside those that the hub would give to a new copy. */
const otherDocuments = async (url: string, till: Till): Promise<string[]> => {
  const books = await hubBooksOf(pastTheLine(url, till))
  const copied = booksOf((collection) => till.machine.documents(collection))
  return collections.flatMap((collection) => {
    const [theirs, ours] = [books, copied].map((all) => new Set(all[collection].map((one) => JSON.stringify(one))))
    return [
      ...[...(theirs ?? [])].filter((one) => !ours?.has(one)).map((one) => `${collection}: only the hub has ${one}`),
      ...[...(ours ?? [])].filter((one) => !theirs?.has(one)).map((one) => `${collection}: only the till has ${one}`),
    ]
  })
}

const levelsSchema = z.object({
  data: z.array(z.looseObject({ sku: z.string(), onHand: z.int(), held: z.int() })),
})

/** How much there is and how much is held, as a person reads it at the till, and over REST. */
const otherFigures = async (url: string, { machine, location }: Till): Promise<string[]> => {
  const told = await Promise.all(skus.map((sku) => ask(url, 'GET', `/v1/stock?sku=${sku}&location=${location}`)))
  return told
    .flatMap(({ body }) => levelsSchema.parse(body).data)
    .flatMap(({ sku, onHand, held }) => {
      const level = machine.terminal.stock.level(sku).get()
      const isSame = level?.onHand === onHand && level.held === held
      return isSame ? [] : [`${sku}: shown ${level?.onHand} and ${level?.held} held, at the hub ${onHand} and ${held}`]
    })
}
