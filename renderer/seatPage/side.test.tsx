import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { createStore } from '../app/store.ts'
import { never } from '../publicPage/testing/never.ts'
import { noneFree } from './freeSeats.ts'
import { Side } from './Side.tsx'
import type { Kept } from './askHub.ts'
import type { Visit } from './visit.ts'
import type { VisitState } from './visitState.ts'
import { words } from './words.ts'

afterEach(cleanup)

const event = {
  ...{ name: 'Film', place: 'Q1', timeZone: 'Asia/Ho_Chi_Minh', startsAt: '2030-01-01T13:00:00Z', mostSeats: 4 },
  ...{ categories: [], areas: [] },
}

it('shows what is held as soon as something is, however far down the button was', () => {
  const state = createStore<VisitState>({
    ...{ phase: 'ready', event, online: true, graceSeconds: 5, held: [], asked: [], place: null },
    ...{ taken: false, mayQueue: false, seeksLine: false, notice: null, orderUrl: null },
  })
  const visit: Visit = {
    ...{
      state,
      kept: createStore<Kept>([]),
      onSeats: never,
      start: never,
      hold: never,
      release: never,
      holdBest: never,
      order: never,
    },
    ...{ join: never, offerLine: never, leaveLine: never, takeOffer: never, leave: never },
  }
  const seats = { position: 'e.1', data: [] }
  render(<Side {...{ visit, event, seats, free: noneFree, t: words.vi, language: 'vi' }} />)
  const side = screen.getByRole('complementary')
  side.scrollTop = 300
  act(() => state.update((now) => ({ ...now, held: [{ seats: ['A1'], placedAt: 0, expiresAt: 900_000 }] })))
  expect(screen.getByTestId('mine')).toBeTruthy()
  expect(side.scrollTop).toBe(0)
  // Who reads on is not taken back up by the next seat.
  side.scrollTop = 120
  act(() => state.update((now) => ({ ...now, held: [{ seats: ['A1', 'A2'], placedAt: 0, expiresAt: 900_000 }] })))
  expect(side.scrollTop).toBe(120)
})
