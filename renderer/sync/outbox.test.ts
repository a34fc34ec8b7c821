import { describe, expect, it } from 'vitest'
import type { Desk } from '../replica/desk.ts'
import { Outbox } from './outbox.ts'
import { someHold } from './testing/shopForTests.ts'

/** A desk in memory, whose writes can be kept from arriving. */
const openDesk = () => {
  const disk = new Map<string, unknown>()
  const state = { slow: false, release: () => undefined as void }
  const desk = (): Desk => ({
    rows: [...disk].map(([key, body]) => ({ key, body })),
    write: async (changes) => {
      if (state.slow) await new Promise<void>((resolve) => (state.release = resolve))
      for (const [key, body] of changes) {
        if (body === null) disk.delete(key)
        else disk.set(key, structuredClone(body))
      }
    },
    onFailure: () => undefined,
    close: async () => undefined,
    remove: async () => undefined,
  })
  return { disk, desk, state }
}

const give = (id: string) => ({
  id,
  actor: 'lan',
  issuedAt: 1,
  command: { type: 'hold.release', hold: someHold(Number.parseInt(id, 36)) } as const,
})
const accepted = (id: string, position: number) =>
  ({ id, position, verdict: { accepted: true, outcome: { type: 'settled', discrepancy: 'd' } } }) as const
const refused = (id: string) =>
  ({ id, position: 9, verdict: { accepted: false, rejection: { code: 'forbidden' } } }) as const
const open = (desk: Desk) => new Outbox({ desk, journal: () => undefined })
const all = (outbox: Outbox) => [...outbox.all()]

describe('the outbox', () => {
  it('nobody may send what is not on the disk', async () => {
    const { desk, state } = openDesk()
    const outbox = open(desk())
    state.slow = true
    const added = outbox.add([give('a')])
    expect([...outbox.durable()]).toEqual([])
    expect(outbox.unsettled()).toHaveLength(1)
    state.release()
    await added
    expect([...outbox.durable()]).toHaveLength(1)
  })

  it('writes a command and what belongs to it in one step, and a trace into the journal', async () => {
    const { desk, disk } = openDesk()
    const journal: string[] = []
    const outbox = new Outbox({ desk: desk(), journal: (line) => journal.push(line) })
    await outbox.add([give('a')], { desk: new Map([['cart:1', { id: '1' }]]) })
    expect([...disk.keys()].toSorted()).toEqual(['cart:1', 'command:a'])
    expect(JSON.parse(journal[0] ?? '')).toMatchObject({ id: 'a', actor: 'lan', command: { hold: someHold(10) } })
  })

  it('C4: a number once given is kept over a crash, and the next one follows it', async () => {
    const { desk } = openDesk()
    const first = open(desk())
    await first.add([give('a'), give('b')])
    await first.number([...first.all()])
    const second = open(desk())
    expect(all(second).map(({ sequence }) => sequence)).toEqual([1, 2])
    await second.add([give('c')])
    const [, , c] = all(second)
    expect((await second.number(c === undefined ? [] : [c])).map(({ sequence }) => sequence)).toEqual([3])
  })

  it('takes in nothing that it could not read again', async () => {
    const { desk, disk } = openDesk()
    const outbox = open(desk())
    const wrong = { ...give('a'), command: { type: 'hold.release', hold: someHold(1), reason: '  ' } } as const
    await expect(outbox.add([wrong])).rejects.toThrow(/reason/)
    expect(disk.size).toBe(0)
    expect(all(outbox)).toEqual([])
  })

  it('takes back only what was never sent', async () => {
    const { desk } = openDesk()
    const outbox = open(desk())
    await outbox.add([give('a'), give('b')])
    await outbox.number(all(outbox).slice(0, 1))
    await outbox.add([], { drop: ['a', 'b'] })
    expect(all(outbox).map(({ ended }) => ended)).toEqual(['no', 'dropped'])
  })

  it('C2: what a restored hub has forgotten is sent again from its number on, under the same ids', async () => {
    const { desk } = openDesk()
    const outbox = open(desk())
    await outbox.add([give('a'), give('b'), give('c'), give('d')])
    await outbox.number(all(outbox).slice(0, 4))
    await outbox.settle([accepted('a', 1), accepted('b', 2), refused('c'), accepted('d', 3)])
    await outbox.add([], { deal: ['c'] })
    await outbox.sendAgainFrom(2)
    // What a person has seen to stays undone, and leaves no gap.
    expect(outbox.unsettled().map(({ id, sequence }) => [id, sequence])).toEqual([
      ['b', 2],
      ['d', 3],
    ])
    expect(open(desk()).unsettled()).toHaveLength(2)
  })

  it('C7: what the hub cannot read is set aside, and its number goes to the next', async () => {
    const { desk } = openDesk()
    const outbox = open(desk())
    await outbox.add([give('a'), give('b'), give('c')])
    const [, b] = await outbox.number(all(outbox))
    if (b !== undefined) await outbox.setAside(b)
    expect(all(outbox).map(({ id, sequence, verdict }) => [id, sequence, verdict?.accepted])).toEqual([
      ['a', 1, undefined],
      ['b', null, false],
      ['c', 2, undefined],
    ])
  })

  it('forgets the oldest of what is over; refusals stay until a person has seen to them, and the last number is kept', async () => {
    const { desk } = openDesk()
    const outbox = open(desk())
    const many = Array.from({ length: 550 }, (_, index) => give(`c${index}`))
    await outbox.add(many)
    await outbox.number(all(outbox))
    await outbox.settle([refused('c0'), ...many.slice(1).map(({ id }, index) => accepted(id, index))])
    await outbox.prune(() => true)
    expect(all(outbox)).toHaveLength(401)
    expect(outbox.get('c0')?.verdict).toMatchObject({ accepted: false })
    await outbox.add([give('next')])
    expect((await open(desk()).number(outbox.unsettled())).length).toBe(1)
    expect(outbox.get('c549')?.sequence).toBe(550)
  })

  it('a release of a hold that ended by itself is no refusal for a person', async () => {
    const { desk } = openDesk()
    const outbox = open(desk())
    await outbox.add([give('a')])
    await outbox.number(all(outbox))
    await outbox.settle([{ id: 'a', position: 1, verdict: { accepted: false, rejection: { code: 'hold_expired' } } }])
    expect(outbox.get('a')?.ended).toBe('dealt')
  })
})
