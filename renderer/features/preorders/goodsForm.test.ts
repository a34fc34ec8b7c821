import fc from 'fast-check'
import { expect, it } from 'vitest'
import { durationText, emptyGoods, fieldsOf, readGoods, secondsIn } from './goodsForm.ts'

const sight = { zone: 'Asia/Ho_Chi_Minh', knows: (sku: string) => sku === 'LAMP' }
const typed = { ...emptyGoods, sku: 'LAMP', quantity: '1.200', releaseAt: '2026-12-24T09:30' }

it('reads times by the shop’s clock, and days where no unit stands', () => {
  expect(readGoods({ ...typed, refund: 'part', refundPercent: '40 %', reminders: '7, 12h;1' }, sight)).toEqual({
    ok: true,
    goods: {
      sku: 'LAMP',
      pool: {
        ...{ quantity: 1_200, releaseAt: Date.parse('2026-12-24T02:30:00Z'), depositPercent: 30, refundPercent: 40 },
        ...{ graceSeconds: 259_200, remindBeforeSeconds: [604_800, 43_200, 86_400] },
      },
    },
  })
  const atOnce = readGoods({ ...typed, deposit: ' ', grace: '', reminders: '' }, sight)
  expect(atOnce).toMatchObject({ goods: { pool: { depositPercent: null, graceSeconds: 0, remindBeforeSeconds: [] } } })
})

it.each([
  ['sku', { sku: 'CUP' }],
  ['quantity', { quantity: '1,5 thùng' }],
  ['releaseAt', { releaseAt: '' }],
  ['deposit', { deposit: '100' }],
  ['deposit', { deposit: '7,5 %' }],
  ['refundPercent', { refund: 'part', refundPercent: '0' }],
  ['grace', { grace: '3 tuần' }],
  ['reminders', { reminders: '7, hôm qua' }],
  ['reminders', { reminders: '1,2,3,4,5,6,7,8,9,10,11' }],
] as const)('says what does not fit: %s %o', (field, change) => {
  expect(readGoods({ ...typed, ...change }, sight)).toEqual({ ok: false, wrong: [field] })
})

it('what stands in the form is what was told', () => {
  const minutes = fc.integer({ min: 0, max: 525_600 })
  fc.assert(
    fc.property(
      fc.record({
        quantity: fc.nat(1_000_000),
        releaseAt: fc.integer({ min: 25_000_000, max: 40_000_000 }).map((minute) => minute * 60_000),
        depositPercent: fc.option(fc.integer({ min: 1, max: 99 })),
        refundPercent: fc.nat(100),
        graceSeconds: minutes.map((some) => some * 60 + (some % 7)),
        remindBeforeSeconds: fc.array(
          minutes.map((some) => some * 60),
          { maxLength: 10 },
        ),
      }),
      (pool) => {
        const told = { ...pool, sku: 'LAMP', name: 'Lamp', promised: 0, arrived: 0, available: 0 }
        expect(readGoods(fieldsOf(told, sight.zone), sight)).toEqual({ ok: true, goods: { sku: 'LAMP', pool } })
      },
    ),
  )
  fc.assert(fc.property(fc.nat(31_622_400), (seconds) => secondsIn(durationText(seconds)) === seconds))
})
