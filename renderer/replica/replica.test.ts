import { afterEach, describe, expect, it } from 'vitest'
import type { Checkpoint, Collection, DocumentOf } from '../../shared/protocol/feed.ts'
import type { PullAnswer } from './follow.ts'
import { type Mark, type Marks, openReplica, type PullFrom, type Replica, type ReplicaListener } from './replica.ts'
import { memoryStorage } from './testing/memoryStorage.ts'

let made = 0

const level = (sku: string, onHand: number): DocumentOf<'levels'> => ({
  id: `q1/${sku}`,
  location: 'q1',
  sku,
  onHand,
  held: 0,
  allotted: 0,
  inTransit: 0,
  returning: 0,
  quarantined: 0,
  damaged: 0,
  safetyStock: 0,
  shortfall: 0,
  _deleted: false,
})

const until = async (isSo: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 2000 && !isSo(); turn++) await new Promise((resolve) => setTimeout(resolve, 1))
  expect(isSo()).toBe(true)
}

const onHand = (replica: Replica) =>
  [...replica.documents.levels.values()].map(({ sku, onHand: count }) => [sku, count])

type Answer = (checkpoint: Checkpoint | null) => PullAnswer<DocumentOf<'levels'>>

const nothingNew: Answer = (checkpoint) => ({
  type: 'pulled',
  documents: [],
  checkpoint: checkpoint ?? { epoch: 'e1', position: 0 },
})

/** A machine whose hub answers pulls of levels as the test says, and everything else with nothing. */
const machine = () => {
  const name = `replica-test-${++made}`
  const marked = new Map<Collection, Mark>()
  const asked: (Checkpoint | null)[] = []
  const passed: Checkpoint[] = []
  const stood: Checkpoint[] = []
  const events: string[] = []
  let answer = nothingNew
  const marks: Marks = {
    get: (collection) => marked.get(collection) ?? 'copying',
    set: async (collection, mark) => {
      marked.set(collection, mark)
      if (collection === 'levels') events.push(mark)
    },
  }
  const listener: ReplicaListener = {
    changed: () => undefined,
    stands: (_collection, checkpoint) => stood.push(checkpoint),
    passed: (collection, checkpoint) => {
      if (collection === 'levels') passed.push(checkpoint)
    },
    startedOver: (collection) => events.push(`over ${collection}`),
    copied: () => undefined,
    broken: (error) => events.push(String(error)),
  }
  const pullLevels = (checkpoint: Checkpoint | null): PullAnswer<DocumentOf<'levels'>> => {
    asked.push(checkpoint)
    return answer(checkpoint)
  }
  const others: Checkpoint = { epoch: 'e1', position: 0 }
  const answers: { readonly [C in Collection]: (checkpoint: Checkpoint | null) => PullAnswer<DocumentOf<C>> } = {
    items: () => ({ type: 'pulled', documents: [], checkpoint: others }),
    levels: pullLevels,
    holds: () => ({ type: 'pulled', documents: [], checkpoint: others }),
    staff: () => ({ type: 'pulled', documents: [], checkpoint: others }),
    places: () => ({ type: 'pulled', documents: [], checkpoint: others }),
    bookings: () => ({ type: 'pulled', documents: [], checkpoint: others }),
    bookables: () => ({ type: 'pulled', documents: [], checkpoint: others }),
    seats: () => ({ type: 'pulled', documents: [], checkpoint: others }),
    cases: () => ({ type: 'pulled', documents: [], checkpoint: others }),
  }
  const pull: PullFrom = async (collection, checkpoint) => answers[collection](checkpoint)
  return {
    asked,
    passed,
    stood,
    events,
    marked,
    answerWith: (next: Answer) => {
      answer = next
    },
    open: async (): Promise<Replica> => {
      const replica = await openReplica(memoryStorage(), name, marks)
      await replica.load(0)
      replica.start(pull, listener)
      return replica
    },
  }
}

describe('the replica', () => {
  let open: Replica | null = null
  afterEach(async () => {
    await open?.close()
    open = null
  })

  it('copies in pages, then follows; what the pages’ checkpoints had does not stay in those of the feed', async () => {
    const { open: start, answerWith, asked, passed } = machine()
    answerWith((checkpoint) => {
      if (checkpoint === null)
        return {
          type: 'pulled',
          documents: Array.from({ length: 1000 }, (_, index) => level(`s${index}`, 1)),
          checkpoint: { epoch: 'e1', position: 5, after: 'q1/s999' },
        }
      if (checkpoint.after !== undefined)
        return { type: 'pulled', documents: [level('last', 1)], checkpoint: { epoch: 'e1', position: 5 } }
      return checkpoint.position < 9
        ? { type: 'pulled', documents: [level('last', 7)], checkpoint: { epoch: 'e1', position: 9 } }
        : { type: 'pulled', documents: [], checkpoint: { epoch: 'e1', position: 12 } }
    })
    const replica = await start()
    open = replica
    await until(() => passed.at(-1)?.position === 5)
    expect(asked).toEqual([null, { epoch: 'e1', position: 5, after: 'q1/s999' }])
    expect(replica.documents.levels.size).toBe(1001)
    replica.poke()
    await until(() => passed.at(-1)?.position === 9)
    expect(asked.at(-1)).toEqual({ epoch: 'e1', position: 5 })
    expect(replica.documents.levels.get('q1/last')?.onHand).toBe(7)
    replica.poke()
    await until(() => passed.at(-1)?.position === 12)
    // A pull without documents moves on as well, though nothing is written.
    const before = asked.length
    replica.poke()
    await until(() => asked.length > before)
    expect(asked.at(-1)).toEqual({ epoch: 'e1', position: 12 })

    await replica.close()
    open = null
    const asksBefore = asked.length
    open = await start()
    await until(() => asked.length > asksBefore)
    expect(asked[asksBefore]).toEqual({ epoch: 'e1', position: 9 })
    expect(open.documents.levels.size).toBe(1001)
  })

  it('takes away what the hub says is gone', async () => {
    const { open: start, answerWith, passed } = machine()
    answerWith((checkpoint) =>
      checkpoint === null
        ? { type: 'pulled', documents: [level('a', 1), level('b', 1)], checkpoint: { epoch: 'e1', position: 1 } }
        : {
            type: 'pulled',
            documents: [{ ...level('a', 1), _deleted: true }],
            checkpoint: { epoch: 'e1', position: 2 },
          },
    )
    open = await start()
    await until(() => passed.length === 1)
    open.poke()
    await until(() => passed.length === 2)
    expect(onHand(open)).toEqual([['b', 1]])
  })

  it('takes back what was gone, and goes on from where it stood when only deletions came', async () => {
    const { open: start, answerWith, passed, asked } = machine()
    const gone = { ...level('a', 1), _deleted: true }
    const states = [[level('a', 1), level('b', 1)], [gone], [gone, level('b', 2)], [level('a', 9)], [gone]]
    answerWith((checkpoint) => {
      const position = (checkpoint?.position ?? 0) + 1
      return { type: 'pulled', documents: states[position - 1] ?? [], checkpoint: { epoch: 'e1', position } }
    })
    let replica = await start()
    open = replica
    for (const [index, expected] of [
      [['b', 1]],
      [['b', 2]],
      [
        ['b', 2],
        ['a', 9],
      ],
      [['b', 2]],
    ].entries()) {
      await until(() => passed.length === index + 1)
      replica.poke()
      await until(() => passed.length === index + 2)
      expect(onHand(replica)).toEqual(expected)
    }
    await replica.close()
    const asks = asked.length
    replica = await start()
    open = replica
    await until(() => asked.length > asks)
    expect(asked[asks]).toEqual({ epoch: 'e1', position: 5 })
    expect(onHand(replica)).toEqual([['b', 2]])
  })

  it('starts over when the hub says so, and keeps nothing of the old copy', async () => {
    const { open: start, answerWith, passed, events } = machine()
    answerWith((checkpoint) => {
      if (checkpoint?.epoch === 'e1' && checkpoint.position === 4) return { type: 'resync' }
      return checkpoint === null && events.includes('over levels')
        ? { type: 'pulled', documents: [level('new', 2)], checkpoint: { epoch: 'e2', position: 1 } }
        : { type: 'pulled', documents: [level('old', 1)], checkpoint: { epoch: 'e1', position: 4 } }
    })
    const replica = await start()
    open = replica
    await until(() => passed.length === 1)
    expect(onHand(replica)).toEqual([['old', 1]])
    replica.poke()
    await until(() => passed.length === 2)
    expect(onHand(replica)).toEqual([['new', 2]])
    expect(events).toEqual(['copied', 'discarding', 'over levels', 'copying', 'copied'])
  })

  it('a copy that was being thrown away when the power went is thrown away at the next start', async () => {
    const { open: start, answerWith, passed, marked, asked } = machine()
    answerWith(() => ({ type: 'pulled', documents: [level('old', 1)], checkpoint: { epoch: 'e1', position: 4 } }))
    const first = await start()
    await until(() => passed.length === 1)
    await first.close()
    marked.set('levels', 'discarding')
    answerWith(() => ({ type: 'pulled', documents: [level('new', 1)], checkpoint: { epoch: 'e1', position: 8 } }))
    open = await start()
    await until(() => passed.length === 2)
    expect(asked.at(-1)).toBeNull()
    expect(onHand(open)).toEqual([['new', 1]])
  })

  it('says at the start where it stands, before it has asked the hub', async () => {
    const { open: start, answerWith, passed, stood } = machine()
    answerWith(() => ({ type: 'pulled', documents: [level('a', 1)], checkpoint: { epoch: 'e1', position: 4 } }))
    const first = await start()
    await until(() => passed.length === 1)
    await first.close()
    expect(stood).toEqual([])
    open = await start()
    await until(() => passed.length === 2)
    expect(stood).toEqual([{ epoch: 'e1', position: 4 }])
  })
})
