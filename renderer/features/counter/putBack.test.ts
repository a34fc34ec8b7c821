import { expect, it } from 'vitest'
import type { AddAnswer, CartLine, CartSeats, CartVoucher } from '../../app/terminal.ts'
import { namesOf, putBack, type Removed } from './putBack.ts'

const moments = { placedAt: 0, expiresAt: 900_000 }
const line = (sku: string, state: CartLine['state']): CartLine => ({
  ...{ id: `line ${sku}`, sku, name: `Name ${sku}`, price: 1_000, quantity: 2, state, ...moments, shortage: null },
})
const group: CartSeats = {
  ...{ id: 'group', event: 'film', title: 'Mùa hoa sữa', startsAt: 1, state: 'held', ...moments, unsure: null },
  seats: ['C7', 'C8'].map((seat) => ({ seat, label: seat, category: 'VIP', price: 110_000 })),
}
const voucher: CartVoucher = {
  ...{ id: 'voucher', code: 'BANCU50', name: 'Bạn cũ', discount: { kind: 'amount', value: 50_000 }, minimum: null },
  ...{ state: 'held', ...moments, off: 50_000, trouble: null },
}
const removed: Removed = { lines: [line('A', 'held'), line('B', 'unheld')], seats: [group], vouchers: [voucher] }

/** What is asked for, in turn, and what is heard of it. */
const undo = async (what: Partial<Removed>, hasSeats: boolean): Promise<string[]> => {
  const heard: string[] = []
  const asked = async (text: string): Promise<AddAnswer> => {
    heard.push(text)
    return { ok: true, line: text }
  }
  await putBack(
    {
      counter: {
        add: (sku, quantity) => asked(`hold ${quantity} ${sku}`),
        addInHand: (sku, quantity) => asked(`in hand ${quantity} ${sku}`),
        addVoucher: (code) => asked(`voucher ${code}`),
      },
      boxOffice: {
        take: async (event, seats) => {
          heard.push(`seats ${event} ${seats.join()}`)
          return hasSeats ? { ok: true, seats } : { ok: false, why: 'taken', seat: 'C8' }
        },
      },
    },
    what,
    { answered: ({ ok }) => expect(ok).toBe(true), refused: () => heard.push('refused') },
  )
  return heard
}

it('all that was taken out is asked for again: what was held is held, what was in hand is not, a code is one use', async () => {
  const all = ['hold 2 A', 'in hand 2 B', 'seats film C7,C8', 'voucher BANCU50']
  expect(await undo(removed, true)).toEqual(all)
  expect(await undo({ vouchers: [voucher] }, true)).toEqual(['voucher BANCU50'])
})

it('seats that somebody took meanwhile are told, and the rest comes back all the same', async () => {
  expect(await undo(removed, false)).toEqual([
    'hold 2 A',
    'in hand 2 B',
    'seats film C7,C8',
    'refused',
    'voucher BANCU50',
  ])
})

it('what was taken out is named', () => {
  expect(namesOf(removed)).toEqual(['Name A', 'Name B', 'Mùa hoa sữa', 'BANCU50'])
})
