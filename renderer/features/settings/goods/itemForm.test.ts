import { describe, expect, it } from 'vitest'
import { emptyFields, priceText, readFields, typedPrice } from './itemForm.ts'

describe('an item as it is typed', () => {
  it.each([
    ['29000', 'VND', 29_000],
    ['29.000', 'VND', 29_000],
    ['1,290,000 ₫', 'VND', 1_290_000],
    ['0', 'VND', 0],
    ['12.50', 'VND', null],
    ['29.0000', 'VND', null],
    ['-5', 'VND', null],
    ['', 'VND', null],
    ['29k', 'VND', null],
    ['99999999999999', 'VND', null],
    ['12,50', 'EUR', 1_250],
    ['12.5', 'EUR', 1_250],
    ['1.200,05', 'EUR', 120_005],
    ['1.200', 'EUR', 120_000],
    ['12', 'EUR', 1_200],
  ])('a price of “%s” in %s is %s minor units', (text, currency, amount) => {
    expect(typedPrice(text, currency)).toBe(amount)
  })

  it('shows a price as it can be typed again', () => {
    for (const [amount, currency] of [
      [29_000, 'VND'],
      [1_250, 'EUR'],
      [5, 'USD'],
    ] as const)
      expect(typedPrice(priceText(amount, currency), currency)).toBe(amount)
  })

  it('parts barcodes however they are written, and leaves the count alone when none is given', () => {
    expect(
      readFields({ ...emptyFields, sku: ' CF ', name: ' Cà phê ', barcodes: '893, 894;893', price: '29.000' }, 'VND'),
    ).toEqual({
      ok: true,
      item: { sku: 'CF', name: 'Cà phê', barcodes: ['893', '894'], price: 29_000, safetyStock: 0, onHand: null },
    })
  })

  it('names every field that does not fit', () => {
    expect(
      readFields(
        { sku: 'a/b', name: ' ', barcodes: 'x'.repeat(65), price: 'x', safetyStock: '1.5', onHand: '1,5' },
        'VND',
      ),
    ).toEqual({
      ok: false,
      wrong: ['sku', 'name', 'barcodes', 'price', 'safetyStock', 'onHand'],
    })
  })
})
