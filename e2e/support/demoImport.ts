import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { catalogueOf, importFileOf } from './onlineRetail.ts'

/**
 * `npm run demo:import`: loads a real catalogue into a running hub, through the same REST that a shop's own systems use.
 * HOLDFAST_URL says where the hub is, else it is looked for on this machine at HOLDFAST_PORT. HOLDFAST_ADMIN_KEY is the key with which it was started.
 */
const here = `http://127.0.0.1:${process.env['HOLDFAST_PORT'] ?? '4070'}`
const url = (process.env['HOLDFAST_URL'] ?? here).replace(/\/+$/, '')
const key = process.env['HOLDFAST_ADMIN_KEY'] ?? ''

const locationsSchema = z.object({ data: z.array(z.object({ code: z.string() })) })
const importedSchema = z.object({
  created: z.number(),
  updated: z.number(),
  rejected: z.array(z.object({ line: z.number(), message: z.string() })),
})

/** Something that whoever runs this can mend. */
class Stop extends Error {}

const howToGiveAKey =
  'The hub has to be started with an admin key, and this needs the same one:\n' +
  '  HOLDFAST_ADMIN_KEY=choose-a-long-one npm run hub\n' +
  '  HOLDFAST_ADMIN_KEY=choose-a-long-one npm run demo:import'

const ask = async (method: string, path: string, body?: string, type = 'application/json'): Promise<unknown> => {
  const headers = { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': type }) }
  const response = await fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) }).catch(
    (cause: unknown) => {
      throw new Stop(`No hub answers at ${url}. Start one with: npm run hub (or say where it is with HOLDFAST_URL).`, {
        cause,
      })
    },
  )
  if (response.status === 401 || response.status === 403)
    throw new Stop(`The hub at ${url} does not take this key.\n${howToGiveAKey}`)
  if (!response.ok) throw new Stop(`${method} ${path} was answered ${response.status}: ${await response.text()}`)
  return response.json()
}

/** The first location there is, or a new one. */
const findLocation = async (): Promise<string> => {
  const { data } = locationsSchema.parse(await ask('GET', '/v1/locations'))
  const [first] = data
  if (first !== undefined) return first.code
  await ask('PUT', '/v1/locations/main', JSON.stringify({ name: 'Main', timeZone: 'Asia/Ho_Chi_Minh' }))
  return 'main'
}

const run = async (): Promise<void> => {
  if (key === '') throw new Stop(`There is no HOLDFAST_ADMIN_KEY.\n${howToGiveAKey}`)
  const { items, skipped } = catalogueOf(
    await readFile(new URL('data/online-retail-2010-12.csv', import.meta.url), 'utf8'),
  )
  const location = await findLocation()
  const imported = importedSchema.parse(
    await ask('POST', '/v1/items/import', importFileOf(items, location), 'text/csv'),
  )
  const { created, updated, rejected } = imported
  process.stdout.write(
    `${items.length} items at ${location}: ${created} created, ${updated} updated, ${rejected.length} rejected; ` +
      `${skipped.length} codes were left out, since they are no goods, or never had a name or a price\n`,
  )
  for (const { line, message } of rejected) process.stdout.write(`  line ${line}: ${message}\n`)
}

run().catch((error: unknown) => {
  if (!(error instanceof Stop)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
})
