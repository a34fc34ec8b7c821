import { expect, it } from 'vitest'
import type { CommandRecord } from '../commandRecord.ts'
import { HubError } from '../hub.ts'
import { Signal } from '../live.ts'
import { ManualTimers, settleDown } from '../testing/manualTimers.ts'
import { PhotoBook } from './photoBook.ts'

const inspected = (hash: string, ended: CommandRecord['ended']): CommandRecord => ({
  ...{ id: hash, order: 1, sequence: 1, actor: 'lan', issuedAt: 0, position: null, verdict: null, ended },
  command: {
    ...{ type: 'return.inspect', return: '00000000-0000-4000-8000-000000000001' },
    lines: [{ sku: 'ao', quantity: 1, grade: 'damaged', photo: hash }],
  },
})

it('R12: what the hub does not take is forgotten, and no other that could be sent meanwhile', async () => {
  const [first, second] = ['a'.repeat(64), 'b'.repeat(64)]
  const body = { type: 'image/webp', data: btoa('a photo') }
  let records = [inspected(first, 'no'), inspected(second, 'dealt')]
  const sent: string[] = []
  const timers = new ManualTimers()
  const book = new PhotoBook({
    desk: { rows: [first, second].map((hash) => ({ key: `photo:${hash}`, body })), write: async () => undefined },
    outbox: { all: () => records, changed: new Signal() },
    timers,
    save: async ({ hash }) => {
      sent.push(hash)
      if (hash !== second) return 'kept'
      // While the hub looks at it, a person sees to what the first one belongs to.
      records = [inspected(first, 'dealt'), inspected(second, 'dealt')]
      throw new HubError('refused')
    },
    broken: (error) => expect.unreachable(String(error)),
  })
  book.sendSoon()
  await settleDown()
  expect(sent).toEqual([second])
  expect(book.count).toBe(1)
  await timers.pass(60_000)
  expect(sent).toEqual([second, first])
  expect(book.count).toBe(0)
})
