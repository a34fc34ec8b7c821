import type { AnyProcedure } from '@trpc/server'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../testing/testDatabase.ts'
import { testHub } from '../../testing/testHub.ts'
import { call, testTerminal, type TestTerminal } from '../../testing/testTerminal.ts'
import { appRouter } from '../router.ts'

const hub = testHub(testDatabase())
let terminal: TestTerminal
let staff = ''

beforeAll(async () => {
  terminal = await testTerminal(hub)
  staff = await terminal.signIn('admin')
})

const procedureSchema = z.custom<AnyProcedure>((value) => typeof value === 'function' && '_def' in value)
const procedures = Object.entries(appRouter._def.procedures)
  .map(([path, procedure]) => ({ path, type: procedureSchema.parse(procedure)._def.type }))
  // A stream that is let in does not end.
  .filter(({ type }) => type !== 'subscription')

const text = fc.oneof(fc.constantFrom('\u0000', '\ud800', 'q1', 'counter', 'a', '%', '__proto__', ''), fc.string())
const anything = fc.anything({ maxDepth: 3, values: [text, fc.integer(), fc.double(), fc.constant(null)], key: text })
const field = fc.oneof(text, fc.uuid(), fc.integer(), anything)
const inputs = fc.oneof(
  fc.record(
    {
      ...{
        code: field,
        name: field,
        location: field,
        channel: field,
        terminal: field,
        staff: field,
        pin: field,
        sku: field,
      },
      ...{ query: field, sort: field, cursor: field, limit: field, checkpoint: field, collection: field },
      commands: fc.array(fc.record({ id: field, sequence: field, actor: field, issuedAt: field, command: anything })),
    },
    { requiredKeys: [] },
  ),
  anything,
)

test('no input makes a procedure fail: what does not fit is refused as such', { timeout: 120_000 }, async () => {
  const property = fc.asyncProperty(fc.constantFrom(...procedures), inputs, async ({ path, type }, input) => {
    const sent = type === 'query' && JSON.stringify(input)?.length > 4_000 ? null : input
    const { status, code } = await call(hub, type, path, sent, { token: terminal.token, staff })
    expect(status, `${path}: ${code}`).toBeLessThan(500)
  })
  await fc.assert(property, { numRuns: 2_000 })
})
