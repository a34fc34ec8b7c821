import { z } from 'zod'
import type { Plan } from '../../shared/seating/plan.ts'
import { ask, type RestAnswer } from './rest.ts'

const location = 'q1'

/** Sets a location and an event up. */
export const setUpEvent = async (url: string, code: string, plan: Plan): Promise<void> => {
  const steps = [
    await ask(url, 'PUT', `/v1/locations/${location}`, { name: 'Quận 1', timeZone: 'Asia/Ho_Chi_Minh' }),
    await ask(url, 'PUT', `/v1/events/${code}`, {
      ...{ name: code, location, startsAt: '2030-01-01T20:00:00+07:00', plan },
    }),
  ]
  for (const { status, body } of steps)
    if (status >= 300) throw new Error(`set-up failed: ${status} ${JSON.stringify(body)}`)
}

export const holdSeats = (
  url: string,
  event: string,
  seats: readonly string[],
  more: object = {},
): Promise<RestAnswer> =>
  ask(url, 'POST', '/v1/holds', { location, lines: seats.map((seat) => ({ kind: 'seat', event, seat })), ...more })

const seatsSchema = z.object({ data: z.array(z.object({ seat: z.string(), state: z.string() })) })

/** How each seat of an event is, by its id. */
export const seatStatesOf = async (url: string, event: string): Promise<ReadonlyMap<string, string>> => {
  const { data } = seatsSchema.parse((await ask(url, 'GET', `/v1/events/${event}/seats`)).body)
  return new Map(data.map(({ seat, state }) => [seat, state]))
}
