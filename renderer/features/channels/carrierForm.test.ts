import { expect, it } from 'vitest'
import { carrierForm, codeOf, isWhole, writtenCarrier } from './carrierForm.ts'

it('a carrier is said as it is; rows without a state say nothing', () => {
  const form = carrierForm(null)
  expect(isWhole(writtenCarrier(form))).toBe(false)
  const states = form.states.map((row) => (row.step === 'delivered' ? { ...row, state: ' DELIVERED ' } : row))
  const written = writtenCarrier({ ...form, name: ' Giao Nhanh ', states })
  expect(written).toEqual({
    ...{ name: 'Giao Nhanh', fields: { parcel: 'parcel', state: 'state', order: 'order' } },
    states: { DELIVERED: 'delivered' },
  })
  expect(isWhole(written)).toBe(true)
  const known = { ...written, code: 'fast', amiss: 0, lastMessageAt: null }
  expect(writtenCarrier(carrierForm(known))).toEqual(written)
})

it('a code follows from the name', () => {
  expect(codeOf('Giao Hàng Nhanh (GHN)')).toBe('giao-hang-nhanh-ghn')
  expect(codeOf('順豐速運')).toBe('順豐速運')
  expect(codeOf('***')).toBe('')
})
