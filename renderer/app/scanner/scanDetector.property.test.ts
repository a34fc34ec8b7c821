import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createScanDetector, patienceMs, scannerGapMs, shortestCode, stumbleMs } from './scanDetector.ts'

const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-. '.split(''))
const key = fc.oneof(character, fc.constant('Enter'))

interface Typed {
  readonly key: string
  readonly gap: number
}

/** Plays keys to a detector as a page would: what passes or is given back is typed, in the order in which it would be. */
const play = (keys: readonly Typed[]) => {
  const detector = createScanDetector()
  const scans: string[] = []
  let typed = ''
  let at = 1000
  for (const { key: pressed, gap } of keys) {
    if (gap > patienceMs) typed += detector.idle()
    at += gap
    const verdict = detector.key(pressed, at)
    if (verdict.type === 'pass') typed += verdict.typed + (pressed === 'Enter' ? '' : pressed)
    if (verdict.type !== 'scan') continue
    scans.push(verdict.code)
    typed = typed.slice(0, typed.length - verdict.leaked)
  }
  return { scans, typed: typed + detector.idle() }
}

const charactersOf = (keys: readonly Typed[]): string =>
  keys.flatMap(({ key: pressed }) => (pressed === 'Enter' ? [] : [pressed])).join('')

describe('scan detector', () => {
  it('never takes a person for a scanner, and types every key', () => {
    const person = fc.array(fc.record({ key, gap: fc.integer({ min: scannerGapMs + 1, max: 900 }) }), { maxLength: 40 })
    fc.assert(
      fc.property(person, (keys) => {
        expect(play(keys)).toEqual({ scans: [], typed: charactersOf(keys) })
      }),
    )
  })

  it('takes every burst that ends with Enter for a scan, and leaves no trace of it', () => {
    const burst = fc.tuple(
      fc.array(character, { minLength: shortestCode, maxLength: 40 }),
      fc.integer({ min: 0, max: scannerGapMs }),
    )
    fc.assert(
      fc.property(fc.array(burst, { minLength: 1, maxLength: 5 }), (bursts) => {
        const keys = bursts.flatMap(([code, gap]) =>
          [...code, 'Enter'].map((pressed, index) => ({ key: pressed, gap: index === 0 ? 500 : gap })),
        )
        expect(play(keys)).toEqual({ scans: bursts.map(([code]) => code.join('')), typed: '' })
      }),
    )
  })

  it('gives back a burst without Enter in its order: no key is ever lost', () => {
    const any = fc.array(fc.record({ key: character, gap: fc.integer({ min: 0, max: 200 }) }), { maxLength: 60 })
    fc.assert(
      fc.property(any, (keys) => {
        expect(play(keys)).toEqual({ scans: [], typed: charactersOf(keys) })
      }),
    )
  })

  it('leaves what a person typed before a scan', () => {
    fc.assert(
      fc.property(fc.array(character, { maxLength: 10 }), fc.string({ minLength: 4, maxLength: 4 }), (before, code) => {
        const keys = [
          ...before.map((pressed) => ({ key: pressed, gap: 120 })),
          ...[...code.split(''), 'Enter'].map((pressed, index) => ({ key: pressed, gap: index === 0 ? 120 : 5 })),
        ]
        expect(play(keys)).toEqual({ scans: [code], typed: before.join('') })
      }),
    )
  })

  it('loses no key of a scan that begins slowly or stumbles twice', () => {
    const pause = fc.integer({ min: scannerGapMs + 1, max: stumbleMs })
    const quick = fc.integer({ min: 0, max: scannerGapMs })
    const code = fc.array(character, { minLength: 8, maxLength: 20 })
    fc.assert(
      fc.property(code, fc.array(fc.tuple(fc.nat(), pause), { maxLength: 2 }), quick, (codeKeys, stumbles, gap) => {
        const pauses = new Map(stumbles.map(([place, length]) => [1 + (place % (codeKeys.length - 1)), length]))
        const keys = [...codeKeys, 'Enter'].map((pressed, index) => ({
          key: pressed,
          gap: index === 0 ? 500 : (pauses.get(index) ?? gap),
        }))
        expect(play(keys)).toEqual({ scans: [codeKeys.join('')], typed: '' })
      }),
    )
  })

  it('hears a short code whole after a slow first key', () => {
    const keys = [...'A12B'.split(''), 'Enter'].map((pressed, index) => ({ key: pressed, gap: [500, 90][index] ?? 6 }))
    expect(play(keys)).toEqual({ scans: ['A12B'], typed: '' })
  })

  it('does not take a quick person for a scanner: two keys almost at once, now and then, are no burst', () => {
    const stroke = fc.oneof(
      fc.tuple(character).map((keys) => keys.map((pressed) => ({ key: pressed, gap: 60 }))),
      // Rolled over from one finger to the next.
      fc.tuple(character, character).map(([first, second]) => [
        { key: first, gap: 60 },
        { key: second, gap: 20 },
      ]),
      fc.constant([{ key: 'Enter', gap: 45 }]),
    )
    fc.assert(
      fc.property(fc.array(stroke, { maxLength: 20 }), (strokes) => {
        const keys = strokes.flat()
        expect(play(keys)).toEqual({ scans: [], typed: charactersOf(keys) })
      }),
    )
  })
})
