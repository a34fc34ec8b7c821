import { expect, test } from 'vitest'
import { readHeader, readRow } from './row.ts'

const header = readHeader(['sku', 'name', 'barcode', 'price', 'location', 'on_hand'])
if (!header.ok) throw new Error(header.message)
const locations = new Set(['q1'])

const read = (...fields: string[]) => readRow(fields, header.value, 6, locations, 9)

test('a header may name the columns in any order and case, with others among them', () => {
  expect(readHeader(['ON_HAND', 'colour', ' price ', 'sku', 'Name', 'location', 'barcode'])).toMatchObject({
    ok: true,
    value: { on_hand: 0, price: 2, sku: 3, name: 4, location: 5, barcode: 6 },
  })
})

test('a header that lacks a column says which; one that names it twice too', () => {
  expect(readHeader(['sku', 'name'])).toMatchObject({ ok: false, message: expect.stringContaining('barcode, price') })
  expect(readHeader(['sku', 'sku', 'name', 'barcode', 'price', 'location', 'on_hand'])).toMatchObject({ ok: false })
})

test('a good line', () => {
  expect(read(' a ', 'Cà phê', '893', '15000', 'q1', '7')).toEqual({
    ok: true,
    value: {
      line: 9,
      sku: 'a',
      name: 'Cà phê',
      barcode: '893',
      price: 15_000,
      listed: null,
      count: { location: 'q1', onHand: 7 },
    },
  })
  expect(read('a', 'Cà phê\n  sữa', '', '0', '', '')).toMatchObject({ ok: true, value: { name: 'Cà phê sữa' } })
  expect(read('a', 'A', '', '0', '', '')).toMatchObject({ ok: true, value: { barcode: null, count: null } })
  expect(read('a', 'A', '', '0', 'q1', '')).toMatchObject({ ok: true, value: { count: null } })
})

test('a column may say what is sold, in the words that people use', () => {
  const more = readHeader(['sku', 'name', 'barcode', 'price', 'location', 'on_hand', 'listed'])
  if (!more.ok) throw new Error(more.message)
  const listed = (text: string) => readRow(['a', 'A', '', '1', '', '', text], more.value, 7, locations, 2)
  for (const text of ['true', '1', 'Có']) expect(listed(text)).toMatchObject({ ok: true, value: { listed: true } })
  for (const text of ['FALSE', '0', 'không']) expect(listed(text)).toMatchObject({ ok: true, value: { listed: false } })
  expect(listed('')).toMatchObject({ ok: true, value: { listed: null } })
  expect(listed('maybe')).toMatchObject({ ok: false, fault: 'listed' })
})

test.each([
  [['', 'A', '', '1', '', ''], 'sku'],
  [['a/b', 'A', '', '1', '', ''], 'sku'],
  [['a', ' ', '', '1', '', ''], 'name'],
  [['a', 'A\u0000', '', '1', '', ''], 'name'],
  [['a', 'A', '8 9', '1', '', ''], 'barcode'],
  [['a', 'A', '', '', '', ''], 'price'],
  [['a', 'A', '', '1.5', '', ''], 'price'],
  [['a', 'A', '', '-1', '', ''], 'price'],
  [['a', 'A', '', '99999999999999', '', ''], 'price'],
  [['a', 'A', '', '1', 'q9', '1'], 'location'],
  [['a', 'A', '', '1', '', '1'], 'location'],
  [['a', 'A', '', '1', 'q1', 'x'], 'on_hand'],
  [['a', 'A', '', '1', 'q1', '-1'], 'on_hand'],
  [['a', 'A', '', '1', 'q1', '2000000000'], 'on_hand'],
  [['a', 'A', '', '1'], 'fields'],
  [['a', 'A\ufffd', '', '1', '', ''], 'UTF-8'],
])('a bad line says what is wrong: %j', (fields, word) => {
  expect(read(...fields)).toMatchObject({ ok: false, message: expect.stringContaining(word) })
})
