import { describe, expect, it } from 'vitest'
import { bankChoices, fieldsOf, readAccount, tryPicture } from './accountForm.ts'

const account = { bin: '970436', account: '0123456789', name: 'TIEM MAY' }

describe('the form of the shop’s account', () => {
  it('takes a number as banks print it, in groups', () => {
    expect(readAccount({ bank: '970436', number: '0123 456-789', name: ' TIEM MAY ' })).toEqual({ ok: true, account })
    expect(readAccount(fieldsOf(account))).toEqual({ ok: true, account })
  })

  it('says each field that does not fit', () => {
    expect(readAccount(fieldsOf(null))).toEqual({ ok: false, wrong: ['bank', 'number', 'name'] })
    expect(readAccount({ ...fieldsOf(account), number: '12/34' })).toEqual({ ok: false, wrong: ['number'] })
  })

  it('has a picture to try as soon as there is a bank and a number', () => {
    expect(tryPicture({ bank: null, number: '0123456789', name: '' })).toBeNull()
    expect(tryPicture({ bank: '970436', number: '0123456789', name: '' })).toContain('0006970436')
  })

  it('keeps a bank that has no name here', () => {
    expect(bankChoices('999999')).toContainEqual({ value: '999999', label: '999999' })
    expect(bankChoices('970436').filter(({ value }) => value === '970436')).toHaveLength(1)
  })
})
