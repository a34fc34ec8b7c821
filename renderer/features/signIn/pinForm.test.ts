import { expect, it } from 'vitest'
import { emptyPins, faultOf } from './pinForm.ts'

it('another PIN of one’s own takes the old one, and twice a new one that differs', () => {
  const right = { oldPin: '1111', newPin: '2468', again: '2468' }
  expect(faultOf(right)).toBeNull()
  expect(faultOf(emptyPins)).toBe('old')
  expect(faultOf({ ...right, newPin: '123' })).toBe('new')
  expect(faultOf({ ...right, newPin: '1111', again: '1111' })).toBe('same')
  expect(faultOf({ ...right, again: '2469' })).toBe('again')
})
