import { beforeAll } from 'vitest'
import { z } from 'zod'
import type { Answered, TestHub } from './testHub.ts'

const bookingSchema = z.object({
  id: z.uuid(),
  hold: z.uuid(),
  state: z.string(),
  start: z.string(),
  end: z.string(),
  resources: z.array(z.string()),
  confirmBy: z.string().optional(),
  endedAt: z.string().optional(),
})

export const bookingOf = ({ body }: Answered) => bookingSchema.parse(body)

/** A moment of a day far off, at this time of the clock in Ho Chi Minh City. */
export const at = (clock: string, day = '2031-05-05'): string => `${day}T${clock}:00+07:00`

/** Resources, services and bookings of them at `q1`, over REST; with two channels, a cake and the service `dinner`. */
export const restBookings = (hub: TestHub) => {
  const { ask } = hub
  const keys = { web: '', phone: '' }

  const table = (code: string, more: object = {}) =>
    ask('PUT', `/v1/resources/${code}`, { body: { kind: 'table', name: code, location: 'q1', maxParty: 4, ...more } })
  const person = (code: string, more: object = {}) =>
    ask('PUT', `/v1/resources/${code}`, { body: { kind: 'staff', name: code, location: 'q1', ...more } })
  const service = (code: string, more: object = {}) =>
    ask('PUT', `/v1/services/${code}`, {
      body: { name: code, durationMinutes: 60, needs: [{ kind: 'table' }], confirmWithinSeconds: 600, ...more },
    })

  const book = (body: object, key = keys.web, headers: Record<string, string> = {}): Promise<Answered> =>
    ask('POST', '/v1/bookings', { key, headers, body: { location: 'q1', service: 'dinner', ...body } })

  const bookAt = (code: string, clock: string) => book({ start: at(clock), resources: [code] })

  const holdLines = (lines: readonly object[]) => ask('POST', '/v1/holds', { body: { location: 'q1', lines } })

  const step = (id: string, name: string, body: object = {}, key = keys.web) =>
    ask('POST', `/v1/bookings/${id}/${name}`, { key, body })

  const made = async (code: string, more: object = {}, clock = '10:00') => {
    await table(code)
    return bookingOf(await book({ start: at(clock), resources: [code], ...more }))
  }
  const isFree = async (code: string, start = at('10:00')): Promise<boolean> => {
    const end = new Date(Date.parse(start) + 60_000).toISOString()
    const lines = [{ kind: 'slot', resource: code, start, end }]
    const answer = await ask('POST', '/v1/holds', { body: { location: 'q1', lines, ttlSeconds: 1 } })
    if (answer.status === 201)
      await ask('POST', `/v1/holds/${z.object({ id: z.string() }).parse(answer.body).id}/release`)
    return answer.status === 201
  }

  beforeAll(async () => {
    keys.web = await hub.channelKey('web', { holdTtlSeconds: 600 })
    keys.phone = await hub.channelKey('phone')
    await hub.item('cake', 2)
    await service('dinner')
  })

  return { keys, table, person, service, book, bookAt, holdLines, step, made, isFree }
}
