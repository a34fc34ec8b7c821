import { z } from 'zod'
import type { Sql } from '../../../server/db/connect.ts'
import { ask } from '../../support/rest.ts'
import { phones } from './website.ts'

const erasedSchema = z.object({ kept: z.record(z.string(), z.int()) })

/** Who took how much in a flash sale counts for as long as that is on (SPEC A8). */
const ofFlashSales = 'public.flash_takes'

/** Every place of the books in which words can stand, found without knowing what it is for. */
const wordsIn = (books: Sql) => books<{ place: string; column: string }[]>`
  select format('%I.%I', table_schema, table_name) as place, quote_ident(column_name) as column
  from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
  where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
    and data_type in ('text', 'character varying', 'json', 'jsonb')`

/** Where customers of the website still stand in the books who asked to be forgotten, beyond what goes on and is told to. */
export const notForgotten = async (url: string, books: Sql): Promise<string[]> => {
  const wrong: string[] = []
  const words = await wordsIn(books)
  for (const phone of phones) {
    const { status, body } = await ask(url, 'POST', '/v1/customers/erase', { phone })
    if (status !== 200) return [`${phone} was not erased: ${status}`]
    const kept = Object.values(erasedSchema.parse(body).kept).reduce((sum, count) => sum + count, 0)
    const found = new Map<string, number>()
    for (const { place, column } of words) {
      const rows = await books<{ id: string }[]>`
        select ctid::text as id from ${books.unsafe(place)} where ${books.unsafe(column)}::text like ${`%${phone.slice(1)}%`}`
      if (rows.length > 0 && place !== ofFlashSales) found.set(place, Math.max(found.get(place) ?? 0, rows.length))
    }
    const left = [...found.values()].reduce((sum, count) => sum + count, 0)
    if (left > kept) wrong.push(`${phone} is kept in ${kept} places, and found in ${JSON.stringify([...found])}`)
  }
  return wrong
}
