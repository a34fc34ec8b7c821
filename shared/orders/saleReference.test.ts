import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSaleNumber, saleNumbersIn, saleReferenceOf } from './saleReference.ts'

const two = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((value) => String(value).padStart(2, '0'))
const number = fc
  .tuple(fc.integer({ min: 1, max: 99_999 }), two(24, 40), two(1, 12), two(1, 31), fc.integer({ min: 1, max: 9_999 }))
  .map(([terminal, year, month, day, count]) => `${terminal}-${year}${month}${day}-${String(count).padStart(4, '0')}`)

test('S8: what is written on a transfer has letters, digits and spaces alone, 25 at most', () => {
  expect(saleReferenceOf('3-261127-0017')).toBe('HD3 261127 0017')
  fc.assert(fc.property(number, (one) => isSaleNumber(one) && /^[0-9A-Za-z ]{1,25}$/.test(saleReferenceOf(one))))
})

test('S8: the number is found again, whatever a bank does to what was written', () => {
  const parted = fc.constantFrom(' ', '', '.', '-', '  ', '/')
  const before = fc.constantFrom('', 'MBVCB.123.', 'IBFT ', 'QR', '0123456789')
  const after = fc.constantFrom('', '.CT tu 0123 NGUYEN VAN A', 'FT26331', ' chuyen tien', '-021126-11:02:31')
  fc.assert(
    fc.property(number, parted, before, after, fc.boolean(), (one, parts, head, tail, lower) => {
      const text = head + saleReferenceOf(one).replaceAll(' ', parts) + tail
      expect(saleNumbersIn(lower ? text.toLowerCase() : text)).toContain(one)
    }),
  )
})

test('other text names no sale', () => {
  for (const text of ['', 'cam on', 'HF000123', 'HD thue nha thang 11', 'HD 12', '0912345678', '3261127 0017'])
    expect(saleNumbersIn(text)).toEqual([])
})
