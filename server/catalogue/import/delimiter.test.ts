import { expect, test } from 'vitest'
import { delimiterIn } from './delimiter.ts'

test.each([
  ['sku,name,price\r\na;b;c;d;e', ','],
  ['sku;name;price\na,b,c,d,e', ';'],
  ['sku\tname\tprice', '\t'],
  ['\ufeffsku;name', ';'],
  ['sku', ','],
  ['', ','],
])('what parts the fields is told by the first line alone: %j', (header, delimiter) => {
  expect(delimiterIn(header)).toBe(delimiter)
})
