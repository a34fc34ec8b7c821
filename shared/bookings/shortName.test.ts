import { expect, test } from 'vitest'
import { shortName } from './shortName.ts'

test.each([
  ['Nguyễn Văn An', 'N. V. An'],
  ['  anna   Schmidt ', 'a. Schmidt'],
  ['Đặng Linh', 'Đ. Linh'],
  ['Lan', 'Lan'],
  ['😀x y', '😀. y'],
  ['', ''],
  [undefined, ''],
])('%j is shown as %j', (name, short) => {
  expect(shortName(name)).toBe(short)
})
