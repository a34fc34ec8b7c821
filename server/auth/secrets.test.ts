import { expect, test } from 'vitest'
import { newDigits, newSecret, seal, unseal } from './secrets.ts'

test('what is sealed under a key is read with the same key and name alone', () => {
  const sealed = seal('secret', 'bearer', 'name')
  expect(sealed).not.toContain('secret')
  expect(unseal(sealed, 'bearer', 'name')).toBe('secret')
  expect(() => unseal(sealed, 'other', 'name')).toThrow()
  expect(() => unseal(sealed, 'bearer', 'other')).toThrow()
  expect(() => unseal(`A${sealed.slice(1)}`, 'bearer', 'name')).toThrow()
  expect(seal('secret', 'bearer', 'name')).not.toBe(sealed)
})

test('secrets have 256 bits, digits keep their zeros', () => {
  expect(Buffer.from(newSecret(), 'base64url')).toHaveLength(32)
  expect(newSecret()).not.toBe(newSecret())
  for (let n = 0; n < 100; n += 1) expect(newDigits(8)).toMatch(/^\d{8}$/)
})
