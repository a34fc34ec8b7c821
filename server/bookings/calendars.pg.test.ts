import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../testing/testDatabase.ts'
import { testHub } from '../testing/testHub.ts'

const hub = testHub(testDatabase())
const { ask } = hub

const put = async (path: string, body: object): Promise<void> => {
  expect(await ask('PUT', `/v1/${path}`, { body })).toMatchObject({ status: 200 })
}

beforeAll(async () => {
  await put('locations/q1', { name: 'Quận 1', timeZone: 'Asia/Ho_Chi_Minh' })
  await put('services/cut', { name: 'Cắt tóc', durationMinutes: 60, needs: [{ kind: 'staff' }, { kind: 'room' }] })
  await put('resources/lan', { kind: 'staff', name: 'Lan', location: 'q1' })
  await put('resources/ghe 1', { kind: 'room', name: 'Ghế 1', location: 'q1' })
})

const makeAddress = async (code = 'lan', headers: Record<string, string> = {}): Promise<string> => {
  const made = await ask('POST', `/v1/resources/${encodeURIComponent(code)}/calendar`, { headers })
  expect(made.status, made.text).toBe(201)
  return new URL(z.object({ url: z.url() }).parse(made.body).url).pathname
}

const read = (path: string) => ask('GET', path, { key: null })

/** Tomorrow at ten in the place's zone, and hours after it. */
const start = (hours: number): string => {
  const tomorrow = new Date(Date.now() + 31 * 3_600_000).toISOString().slice(0, 10)
  return new Date(Date.parse(`${tomorrow}T10:00:00+07:00`) + hours * 3_600_000).toISOString()
}

const book = async (hours: number, customer: object): Promise<string> => {
  const made = await ask('POST', '/v1/bookings', {
    body: { location: 'q1', service: 'cut', start: start(hours), party: 1, resources: ['lan', 'ghe 1'], customer },
  })
  expect(made.status, made.text).toBe(201)
  return z.object({ id: z.string() }).parse(made.body).id
}

const utc = (moment: string): string => moment.replaceAll(/[-:]|\.\d+/g, '')

describe('the calendar of a resource', () => {
  test('has its bookings, and of guests no more than is needed', async () => {
    const kept = await book(0, { name: 'Nguyễn Văn An', phone: '0901234567', email: 'an@example.com' })
    const cancelled = await book(2, { name: 'Bình' })
    expect((await ask('POST', `/v1/bookings/${cancelled}/cancel`, { body: {} })).status).toBe(200)
    const calendar = await read(await makeAddress())
    expect(calendar.status).toBe(200)
    expect(calendar.headers['content-type']).toBe('text/calendar; charset=utf-8')
    const lines = calendar.text.split('\r\n')
    expect(lines[0]).toBe('BEGIN:VCALENDAR')
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1)
    for (const line of [
      ...[`UID:${kept}@holdfast`, `DTSTART:${utc(start(0))}`, `DTEND:${utc(start(1))}`, 'STATUS:TENTATIVE'],
      ...['SUMMARY:N. V. An (1)', 'DESCRIPTION:Cắt tóc', 'LOCATION:Ghế 1\\, Quận 1'],
    ])
      expect(lines).toContain(line)
    expect(calendar.text).not.toContain('0901234567')
    expect(calendar.text).not.toContain('example.com')
    expect(calendar.text).not.toContain('Nguyễn')
  })

  test('is the same to the byte while nothing changes, and says what was confirmed', async () => {
    const booking = await book(4, { name: 'Chi' })
    const path = await makeAddress('ghe 1')
    const before = (await read(path)).text
    expect((await read(path)).text).toBe(before)
    await ask('POST', `/v1/bookings/${booking}/confirm`, { body: {} })
    expect((await read(path)).text).toContain('STATUS:CONFIRMED')
  })

  test('has an address that is its key: another resource’s, an old one or an ended one is not found', async () => {
    const first = await makeAddress()
    expect((await read(first.replace('/lan/', '/ghe%201/'))).status).toBe(404)
    expect((await read(first.replace(/.\.ics$/, '.ics'))).status).toBe(404)
    const second = await makeAddress()
    expect((await read(first)).status).toBe(404)
    expect((await read(second)).status).toBe(200)
    expect((await ask('DELETE', '/v1/resources/lan/calendar')).status).toBe(204)
    expect((await read(second)).status).toBe(404)
    expect((await ask('DELETE', '/v1/resources/lan/calendar')).status).toBe(404)
  })

  test('gets its address from an admin; a repeat gets the same one', async () => {
    const headers = { 'idempotency-key': 'calendar-1' }
    expect(await makeAddress('lan', headers)).toBe(await makeAddress('lan', headers))
    expect((await ask('POST', '/v1/resources/nothing/calendar')).status).toBe(404)
    const key = await hub.channelKey('web')
    expect((await ask('POST', '/v1/resources/lan/calendar', { key })).status).toBe(403)
  })
})
