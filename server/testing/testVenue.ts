import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Answered, TestHub } from './testHub.ts'

const bookingSchema = z.object({ id: z.uuid(), hold: z.uuid(), state: z.string(), confirmBy: z.string().optional() })
const guestSchema = z.object({
  id: z.uuid(),
  state: z.string(),
  quotedMinutes: z.number().nullable(),
  offer: z.object({ booking: z.uuid(), start: z.string(), resources: z.array(z.string()) }).optional(),
})
export type Booked = z.infer<typeof bookingSchema>
export type Waiting = z.infer<typeof guestSchema>

export const guestOf = ({ body }: Answered): Waiting => guestSchema.parse(body)

/** A place with tables, where guests come to wait; each test has one of its own, so that none has another's guests. */
export interface TestVenue {
  table(code: string, more?: object): Promise<void>
  service(code: string, more?: object): Promise<void>
  /** Books this table from now on, or from so many milliseconds ago. */
  book(table: string, more?: object, agoMs?: number): Promise<Booked>
  step(booking: string, name: string, body?: object): Promise<Answered>
  /** Somebody comes to the door. */
  join(party: number, more?: object, key?: string): Promise<Waiting>
  guest(id: string): Promise<Waiting>
  /** Waits for a guest to enter a state. @returns the guest, and when they were first seen in it */
  until(id: string, state: string, patienceMs?: number): Promise<Waiting & { readonly at: number }>
}

export const testVenue = async ({ ask }: TestHub, location: string): Promise<TestVenue> => {
  await ask('PUT', `/v1/locations/${location}`, { body: { name: location, timeZone: 'Asia/Ho_Chi_Minh' } })
  const venue: TestVenue = {
    table: async (code, more = {}) => {
      const body = { kind: 'table', name: code, location, maxParty: 2, ...more }
      await ask('PUT', `/v1/resources/${location}-${code}`, { body })
    },
    service: async (code, more = {}) => {
      const body = { name: code, durationMinutes: 60, needs: [{ kind: 'table' }], confirmWithinSeconds: 600, ...more }
      await ask('PUT', `/v1/services/${location}-${code}`, { body })
    },
    book: async (table, more = {}, agoMs = 0) => {
      const start = new Date(Date.now() - agoMs).toISOString()
      const body = { location, service: `${location}-dinner`, start, resources: [`${location}-${table}`], ...more }
      return bookingSchema.parse((await ask('POST', '/v1/bookings', { body })).body)
    },
    step: (booking, name, body = {}) => ask('POST', `/v1/bookings/${booking}/${name}`, { body }),
    join: async (party, more = {}, key) => {
      const body = { location, service: `${location}-dinner`, party, atTheDoor: true, ...more }
      return guestOf(await ask('POST', '/v1/waiting', { body, ...(key === undefined ? {} : { key }) }))
    },
    guest: async (id) => guestOf(await ask('GET', `/v1/waiting/${id}`)),
    until: async (id, state, patienceMs = 15_000) => {
      const patient = performance.now() + patienceMs
      for (;;) {
        const guest = await venue.guest(id)
        if (guest.state === state) return { ...guest, at: Date.now() }
        if (performance.now() > patient) throw new Error(`the guest is ${guest.state} and did not become ${state}`)
        await sleep(10)
      }
    },
  }
  await venue.service('dinner')
  return venue
}
