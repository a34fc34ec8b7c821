import { afterEach, expect, it } from 'vitest'
import type { Checkpoint, Collection, DocumentOf } from '../../shared/protocol/feed.ts'
import type { PullFrom, Replica } from './replica.ts'
import { openReplica } from './replica.ts'
import { memoryStorage } from './testing/memoryStorage.ts'

const day = 24 * 3_600_000
const evening = 100 * day

const nothing = {
  ...{ resource: null, service: null, event: null, hall: null, campaign: null, codes: null, _deleted: false },
}
const event = (code: string, hall: string, startsAt: number): DocumentOf<'bookables'> => ({
  ...{ ...nothing, id: `event:${code}` },
  event: {
    ...{ code, name: code, location: 'q1', startsAt, hall, prices: {}, currency: 'VND' },
    ...{ leavesNoSingle: true, publicSeats: 0, seats: 2 },
  },
})
const hall = (id: string): DocumentOf<'bookables'> => ({
  ...{ ...nothing, id: `hall:${id}` },
  hall: { id, name: id, categories: [], areas: [], zones: [], rows: [], accessible: [], companions: {} },
})
const seat = (of: string, name: string): DocumentOf<'seats'> => ({
  ...{ id: `${of}/${name}`, location: 'q1', event: of, seat: name, hold: 'h', until: null },
  ...{ blocked: false, allottedTo: null, _deleted: false },
})

const documents: { readonly [C in Collection]?: DocumentOf<C>[] } = {
  bookables: [event('last', 'old', evening - 2 * day), event('now', 'new', evening), hall('old'), hall('new')],
  seats: [seat('last', 'A1'), seat('last', 'A2'), seat('now', 'A1'), seat('not-here-yet', 'A1')],
}

const keys = ({ documents: { seats, bookables } }: Replica) => [...seats.keys(), ...bookables.keys()].toSorted()

let open: Replica | null = null
afterEach(async () => open?.close())

it('what is long over goes at the start, an event after its seats, and the copy stands where it stood', async () => {
  const asked: (Checkpoint | null)[] = []
  const pull: PullFrom = async (collection, checkpoint) => {
    if (collection === 'seats') asked.push(checkpoint)
    const known = checkpoint === null ? (documents[collection] ?? []) : []
    return { type: 'pulled', documents: known, checkpoint: { epoch: 'e', position: 7 } }
  }
  const start = async (now: number): Promise<Replica> => {
    const replica = await openReplica(memoryStorage(), 'outdated-test', {
      get: () => 'copied',
      set: async () => undefined,
    })
    await replica.load(now)
    const arrived = new Promise<void>((resolve) => {
      let left = 2
      replica.start(pull, {
        changed: () => undefined,
        stands: () => undefined,
        passed: (collection) => {
          if (collection === 'seats' || collection === 'bookables') left -= 1
          if (left === 0) resolve()
        },
        startedOver: () => undefined,
        copied: () => undefined,
        broken: (error) => expect.unreachable(String(error)),
      })
    })
    await arrived
    return replica
  }
  open = await start(evening - day)
  expect(keys(open)).toHaveLength(8)
  await open.close()
  for (let round = 0; round < 2; round += 1) {
    open = await start(evening)
    expect(keys(open)).toEqual(['event:now', 'hall:new', 'not-here-yet/A1', 'now/A1'])
    expect(asked.at(-1)).toEqual({ epoch: 'e', position: 7 })
    await open.close()
  }
  open = null
})
