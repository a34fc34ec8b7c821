import { beforeAll, expect, test } from 'vitest'
import { Fault, Overloaded } from '../../arbiter/types.ts'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'

/** What the arbiter throws instead of settling; null: it settles. */
let fault: Error | null = null
const hub = testHub(testDatabase(), {
  wrap: (arbiter) => ({
    ...arbiter,
    submit: (submission) => (fault === null ? arbiter.submit(submission) : Promise.reject(fault)),
  }),
})

beforeAll(() => hub.item('a', 5))

const place = () =>
  hub.ask('POST', '/v1/holds', {
    body: { location: 'q1', lines: [{ kind: 'stock', sku: 'a', quantity: 1 }] },
    headers: { 'idempotency-key': 'the-same' },
  })

test.each([
  ['more is waiting than can be settled soon', new Overloaded(), 503, 'overloaded'],
  ['the database cannot be asked', new Fault(new Error('gone')), 503, 'unavailable'],
  ['a bug', new Error('the secret of the inside'), 500, 'internal'],
])('%s: an answer with a code, and the same request may be sent again (C3)', async (_what, error, status, code) => {
  fault = error
  const answer = await place()
  fault = null
  expect(answer).toMatchObject({ status, body: { status, code } })
  expect(answer.headers['retry-after']).toBe(status === 503 ? '1' : undefined)
  expect(answer.text).not.toContain('secret')
  expect((await place()).status).toBe(201)
})
