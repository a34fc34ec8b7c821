import type { Page } from '@playwright/test'
import { ask } from './rest.ts'
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
