import { describe, expect, it } from 'vitest'
import type { SeatInfo, SeatState } from '../../app/terminal.ts'
import { choose, workOn } from './chosenSeats.ts'

const seat = (name: string, state: SeatState, allottedTo: string | null = null): SeatInfo => ({
  ...{
    seat: name,
    label: name,
    row: 'A',
    number: '1',
    category: 'VIP',
    x: 0,
    y: 0,
    accessible: false,
    companionOf: null,
  },
  ...{ state, price: 1, holder: null, allottedTo, isOurs: state === 'ours' },
})

describe('the seats that a manager chose', () => {
  it('each act is offered for those that it fits', () => {
    const seats = [
      ...[seat('a', 'free'), seat('b', 'sold'), seat('c', 'held'), seat('d', 'blocked')],
      ...[seat('e', 'ours', 't1'), seat('f', 'theirs', 't2'), seat('g', 'sold', 't1')],
    ]
    expect(workOn(seats, 't1')).toEqual({
      ...{ aside: ['a'], block: ['a'], unblock: ['d'] },
      ...{ back: ['e', 'f', 'g'], others: ['t2'] },
    })
  })

  it('a rectangle adds what is not chosen, and takes all away if all were', () => {
    const some = choose(new Set(['a']), ['a', 'b'])
    expect([...some]).toEqual(['a', 'b'])
    expect([...choose(some, ['a', 'b'])]).toEqual([])
    expect([...choose(some, ['b'])]).toEqual(['a'])
  })
})
