import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentOf } from '../../shared/protocol/feed.ts'
import type { StockQuery } from '../app/terminal.ts'
import type { Documents } from '../replica/replica.ts'
import { ItemCatalogue } from './catalogue.ts'
import { Picture } from './picture.ts'
import { StockRows } from './stockRows.ts'
import { ManualTimers } from './testing/manualTimers.ts'

const item = (sku: string, name: string): DocumentOf<'items'> => ({
  sku,
  name,
  barcodes: [],
  price: 1,
  currency: 'VND',
  safetyStock: 0,
  flashSale: false,
  listed: true,
  _deleted: false,
})
const level = (sku: string, onHand: number, held: number): DocumentOf<'levels'> => ({
  id: `q1/${sku}`,
  location: 'q1',
  sku,
  onHand,
  held,
  allotted: 0,
  inTransit: 0,
  returning: 0,
  quarantined: 0,
  damaged: 0,
  safetyStock: 0,
  shortfall: 0,
  _deleted: false,
})

const query: fc.Arbitrary<StockQuery> = fc.record({
  text: fc.constantFrom('', 'tra', 'ca'),
  sort: fc.constantFrom('sku', 'name', 'available', 'held', 'onHand'),
  descending: fc.boolean(),
  only: fc.constantFrom('all', 'held', 'short'),
})
const change = fc.record({
  sku: fc.integer({ min: 0, max: 30 }).map((number) => `S${number}`),
  name: fc.constantFrom('Trà sen', 'Cà phê', 'Bánh'),
  onHand: fc.nat(5),
  held: fc.nat(5),
  gone: fc.boolean(),
})

describe('rows of stock', () => {
  it('are the same whether they are sorted in one by one or built anew', async () => {
    await fc.assert(
      fc.asyncProperty(
        query,
        fc.array(fc.array(change, { minLength: 1, maxLength: 6 }), { maxLength: 8 }),
        async (asked, steps) => {
          const timers = new ManualTimers()
          const items = new Map<string, DocumentOf<'items'>>()
          const levels = new Map<string, DocumentOf<'levels'>>()
          for (let number = 0; number < 20; number++) {
            items.set(`S${number}`, item(`S${number}`, 'Trà'))
            levels.set(`q1/S${number}`, level(`S${number}`, number % 6, number % 3))
          }
          const none = new Map<string, never>()
          const documents: Documents = {
            ...{ items, levels, holds: none, staff: none, places: none },
            ...{ bookings: none, bookables: none, seats: none, cases: none },
          }
          const catalogue = new ItemCatalogue(items)
          const clock = { now: () => timers.wall() }
          const picture = new Picture({
            ...{ documents, location: 'q1', terminal: 't', clock, timers, pending: () => [] },
            codeDigest: () => 0,
          })
          const rows = new StockRows(asked, picture, catalogue, timers)
          let told = 0
          rows.subscribe(() => told++)
          let before = rows.get()
          for (const changes of steps) {
            for (const { sku, name, onHand, held, gone } of changes) {
              if (gone) items.delete(sku)
              else items.set(sku, item(sku, name))
              levels.set(`q1/${sku}`, level(sku, onHand, held))
            }
            const skus = changes.map(({ sku }) => sku)
            catalogue.changed(skus)
            picture.replicaChanged('items', skus)
            await timers.pass(400)
            const anew = new StockRows(asked, picture, catalogue, timers)
            expect(rows.get()).toEqual(anew.get())
            expect(rows.get() === before).toBe(told === 0)
            before = rows.get()
            told = 0
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
