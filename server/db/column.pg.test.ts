import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testDatabase } from '../testing/testDatabase.ts'
import { column } from './column.ts'

const { sql } = testDatabase()

test('PostgreSQL reads from a column what was put into it, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\u0000', '')))),
      fc.array(fc.option(fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }))),
      async (texts, numbers) => {
        const [row] = await sql.unsafe<{ texts: unknown; numbers: unknown }[]>(
          'select to_json($1::text[]) as texts, to_json($2::integer[]) as numbers',
          [column(texts), column(numbers)],
        )
        expect(row).toEqual({ texts, numbers })
      },
    ),
    { numRuns: 50 },
  )
})

test('words that mean something in an array, and empty ones, stay what they are', async () => {
  const texts = ['NULL', '', '{}', ',', '"', '\\', '{"a":1}', null]
  const [row] = await sql.unsafe<{ texts: unknown }[]>('select to_json($1::text[]) as texts', [column(texts)])
  expect(row).toEqual({ texts })
})
