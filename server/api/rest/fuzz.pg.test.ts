import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { randomRequests, text } from '../../testing/randomRequests.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'

const hub = testHub(testDatabase())

beforeAll(async () => {
  await hub.channelKey('web')
  await hub.item('a', 20)
})

const encode = (body: unknown): string => {
  try {
    return JSON.stringify(body) ?? ''
  } catch {
    // What JSON cannot say (a BigInt) goes out as what it is not.
    return String(body)
  }
}

const methodOf = (name: string): 'GET' | 'PUT' | 'POST' | 'DELETE' =>
  name === 'GET' || name === 'PUT' || name === 'DELETE' ? name : 'POST'

/** One body in ten arrives without its end. */
const cutting = fc.integer({ min: 0, max: 9 }).map((n) => n === 0)

test('10,000 random bodies: every answer is below 500, and every refusal has a code', {
  timeout: 300_000,
}, async () => {
  const seen = new Map<number, number>()
  const property = fc.asyncProperty(randomRequests, fc.option(text), cutting, async ([path, body], key, cut) => {
    const [method = 'GET', url = '/'] = path.split(' ')
    const whole = encode(body)
    const headerSafe = key?.replaceAll(/[^\x20-\x7e]/g, '?')
    const answer = await hub.ask(methodOf(method), url, {
      headers: {
        'content-type': 'application/json',
        ...(headerSafe === undefined ? {} : { 'idempotency-key': headerSafe }),
      },
      ...(method === 'GET' ? {} : { raw: cut ? whole.slice(0, -1) : whole }),
    })
    seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
    expect(answer.status, `${path} ${whole}: ${answer.text}`).toBeLessThan(500)
    if (answer.status >= 400) expect(answer.body).toMatchObject({ code: expect.any(String), status: answer.status })
  })
  await fc.assert(property, { numRuns: 10_000 })
  // The net has caught something of each sort, or it tries too little.
  for (const status of [200, 201, 400, 404, 409, 415, 422])
    expect(seen.get(status) ?? 0, String(status)).toBeGreaterThan(0)
})
