import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { catalogueOf, importFileOf } from './onlineRetail.ts'

const head = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n'

describe('a catalogue from invoices', () => {
  test('takes the most frequent name, the median price and what was sold', () => {
    const csv = `${head}1,12345a,RED  CUP,2,x,1,,\n1,12345A,BLUE CUP,3,x,2,,\n2,12345A,BLUE CUP,4,x,9,,\nC3,12345A,BLUE CUP,-4,x,9,,\n`
    expect(catalogueOf(csv)).toEqual({
      items: [{ sku: '12345A', name: 'Blue cup', price: 61_000, onHand: 9 }],
      skipped: [],
    })
  })

  test('reads a line that was quoted as a whole', () => {
    const csv = `${head}"1,12345,""LOUNGE,METAL SIGN"",2,x,2.1,,"\n"1,22041,""FRAME 7"""" SIZE"",1,x,1,,"\n`
    expect(catalogueOf(csv).items.map(({ name }) => name)).toEqual(['Lounge,metal sign', 'Frame 7" size'])
  })

  test('leaves out what is no goods, and what has no price or name', () => {
    const csv = `${head}1,POST,POSTAGE,1,x,18,,\n1,11111,,1,x,1,,\n1,22222,CUP,1,x,0,,\n`
    expect(catalogueOf(csv)).toEqual({ items: [], skipped: ['11111', '22222', 'POST'] })
  })
})

describe('the file that comes with the project', () => {
  const { items, skipped } = catalogueOf(
    readFileSync(new URL('data/online-retail-2010-12.csv', import.meta.url), 'utf8'),
  )

  test('gives a catalogue of some 1,800 items', () => {
    expect(items.length).toBeGreaterThan(1_750)
    expect(skipped).toEqual(expect.arrayContaining(['POST', 'BANK CHARGES', 'D', 'M']))
    expect(items.find(({ sku }) => sku === '85123A')).toMatchObject({
      name: 'White hanging heart t-light holder',
      price: 90_500,
    })
    for (const { name, price, onHand } of items) {
      expect(name).not.toBe('')
      expect(price % 500).toBe(0)
      expect(Number.isInteger(onHand)).toBe(true)
    }
  })

  test('is written as the import reads it', () => {
    const file = importFileOf(items, 'q1')
    expect(file.split('\n')).toHaveLength(items.length + 2)
    expect(file).toContain('82567,"Airline lounge,metal sign",,')
  })
})
