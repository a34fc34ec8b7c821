import type { Page } from '@playwright/test'
import { z } from 'zod'
import { ask, holdIdOf } from './rest.ts'
import { stadiumPlan } from './stadium.ts'

export const publicEvent = 'match'

/** A public event with a plan of one block, whose rows are 1 to 10, of 10 seats each. */
export const openHall = async (url: string): Promise<void> => {
  const { status, body } = await ask(url, 'PUT', `/v1/events/${publicEvent}`, {
    ...{ name: 'Trận cuối mùa', location: 'q1', startsAt: '2030-01-01T20:00:00+07:00', publicSeats: 4 },
    plan: stadiumPlan({ blocks: 1, rows: 10, seats: 10 }),
    prices: { near: { amount: 200_000, currency: 'VND' }, far: { amount: 120_000, currency: 'VND' } },
  })
  if (status !== 200) throw new Error(`no event: ${status} ${JSON.stringify(body)}`)
}

/** Holds every seat of the hall for the shop. @returns how to give all back */
export const holdWholeHall = async (url: string): Promise<() => Promise<void>> => {
  const { body } = await ask(url, 'GET', `/v1/events/${publicEvent}/seats`)
  const { data } = z.object({ data: z.array(z.object({ seat: z.string() })) }).parse(body)
  const lines = data.map(({ seat }) => ({ kind: 'seat', event: publicEvent, seat }))
  const hold = holdIdOf(await ask(url, 'POST', '/v1/holds', { location: 'q1', lines }))
  return async () => {
    await ask(url, 'POST', `/v1/holds/${hold}/release`, {})
  }
}

/** Goes to the page as a visitor, until the hall is there. */
export const visit = async (page: Page, url: string): Promise<void> => {
  await page.goto(`${url}/events/${publicEvent}`)
  await page.getByTestId('hall').waitFor()
}

/** Puts the cursor on the seat in the middle of the hall, by keys. */
export const pointAtMiddle = async (page: Page): Promise<void> => {
  await page.getByTestId('hall').focus()
  await page.keyboard.press('ArrowRight')
  await page.getByTestId('said').filter({ hasText: /\S/ }).waitFor()
}

/** Seats that are free, as the map tells who cannot see it. */
export const freeSeats = async (page: Page): Promise<number> =>
  Number(/\d+/.exec((await page.getByTestId('hall').getAttribute('aria-label')) ?? '')?.[0])
