import { expect, it } from 'vitest'
import { barcodeOf } from './barcode.ts'

/** By the table of ISO/IEC 15417: what begins, the sign, its check figure, what ends. */
it('writes the bars of Code 128 between light edges', () => {
  const start = '11010010000'
  const a = '10100011000'
  const check = '10001011000'
  const stop = '1100011101011'
  const { width, path } = barcodeOf('A')
  const bars = [...path.matchAll(/M(\d+) 0h(\d+)/g)].map(([, at, long]) => [Number(at), Number(long)] as const)
  const drawn = Array.from({ length: width }, (_, n) =>
    bars.some(([at, long]) => n >= at && n < at + long) ? '1' : '0',
  ).join('')
  const light = '0'.repeat(10)
  expect(drawn).toBe(`${light}${start}${a}${check}${stop}${light}`)
})

it('takes few bars for the number of a receipt: two figures share a sign', () => {
  expect(barcodeOf('3-261123-0001').width).toBeLessThan(200)
})

it('says what it cannot write instead of drawing something else', () => {
  expect(() => barcodeOf('Mây')).toThrow()
})
