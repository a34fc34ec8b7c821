import { describe, expect, it, test } from 'vitest'
import { customerKeys } from './customer.ts'
import { noVouchers, VoucherPools } from './rules.ts'
import { newVoucherCodeSchema, voucherLineSchema } from './schema.ts'

describe('V1: codes', () => {
  it.each([
    ['tet 2027', 'TET2027'],
    [' Tet\t20 27 ', 'TET2027'],
    ['ＴＥＴ２０２７', 'TET2027'],
    ['giảm-giá', 'GIẢM-GIÁ'],
  ])('%j is compared as %s', (text, wanted) => {
    expect(voucherLineSchema.parse({ kind: 'voucher', code: text })).toEqual({ kind: 'voucher', code: wanted })
    expect(newVoucherCodeSchema.parse(text)).toBe(wanted)
  })

  it.each(['', ' ', '\u3000', 'a\u0000', '\ud800', 'x'.repeat(65)])('%j is none', (text) => {
    expect(voucherLineSchema.safeParse({ kind: 'voucher', code: text }).success).toBe(false)
  })

  it.each(['a/b', 'a#b', '50%', '１／２', '💥'])('%j may be asked for, but nobody makes it', (text) => {
    expect(voucherLineSchema.safeParse({ kind: 'voucher', code: text }).success).toBe(true)
    expect(newVoucherCodeSchema.safeParse(text).success).toBe(false)
  })
})

test('V4: a customer is the same however the phone and the e-mail are written', () => {
  const lan = ['phone:84901234567']
  for (const phone of ['0901234567', '0901 234 567', '+84 901-234-567', '0084 901 234 567', '84901234567'])
    expect(customerKeys({ phone })).toEqual(lan)
  expect(customerKeys({ phone: '0901234567', email: ' Lan@Shop.VN ' })).toEqual([...lan, 'email:lan@shop.vn'])
  for (const unnamed of [undefined, null, {}, { phone: '', email: ' ' }, { phone: 'none' }])
    expect(customerKeys(unnamed)).toEqual([])
})

const line = (code: string) => ({ kind: 'voucher' as const, code })

describe('V6: budgets', () => {
  const campaign = {
    ...{ code: 'c', usesPerCode: 1, perCustomer: null, budget: 100, validFrom: null, validUntil: null },
    ...{ discount: { kind: 'amount' as const, value: 60 }, minimum: null, items: null },
  }
  const pools = (spent: number) =>
    new VoucherPools({
      ...{ ...noVouchers, campaigns: [campaign], spent: new Map([['c', spent]]) },
      vouchers: ['A', 'B'].map((code) => ({ code, campaign: 'c', isVoid: false, taken: [], held: 0 })),
    })
  const taker = { hold: 'h', customer: [], now: 0, terminal: null, channel: 'web' }
  const holder = { id: 'h', channel: 'web', endedAt: null }

  it('two codes of one order share it, and the first that fits has it', () => {
    const both = [
      { code: 'A', amount: 60 },
      { code: 'B', amount: 50 },
    ]
    expect(pools(0).beyondBudget(both)).toEqual(['B'])
    expect(pools(45).beyondBudget(both)).toEqual(['A'])
    expect(pools(40).beyondBudget([{ code: 'A', amount: 60 }])).toEqual([])
  })

  it('what is opened again gives its money back, what is used keeps it', () => {
    const one = pools(0)
    one.take('q1', [line('A')], taker)
    one.spend('h', [{ code: 'A', amount: 60 }])
    expect(one.beyondBudget([{ code: 'B', amount: 60 }])).toEqual(['B'])
    one.end('q1', [line('A')], 'confirmed', holder)
    expect(one.beyondBudget([{ code: 'B', amount: 60 }])).toEqual(['B'])
    one.giveBack('q1', [line('A')], holder)
    expect(one.beyondBudget([{ code: 'B', amount: 60 }])).toEqual([])
  })

  it('H6: a hold that is put back has its use, its customer and its money as before', () => {
    const one = pools(0)
    one.take('q1', [line('A')], { ...taker, customer: ['lan'] })
    one.spend('h', [{ code: 'A', amount: 60 }])
    const before = one.claimOf('h', 'A')
    one.end('q1', [line('A')], 'released', holder)
    one.take('q1', [line('A')], taker)
    expect(one.claimOf('h', 'A')).toEqual(before)
    expect(one.beyondBudget([{ code: 'B', amount: 60 }])).toEqual(['B'])
  })
})
