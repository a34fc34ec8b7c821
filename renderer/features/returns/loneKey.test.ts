import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { listenForScans } from '../../app/scanner/listenForScans.ts'
import { hearLoneKeys, isBehind } from './loneKey.ts'

afterEach(() => document.body.replaceChildren())

const heard: string[] = []
const scans: string[] = []
let stops: (() => void)[] = []

beforeEach(() => {
  vi.useFakeTimers()
  heard.length = 0
  scans.length = 0
  stops = [
    listenForScans(window, (code) => scans.push(code)),
    hearLoneKeys(
      window,
      ({ key }) => /^[123]$/.test(key),
      (key) => heard.push(key),
    ),
  ]
})
afterEach(() => {
  for (const stop of stops) stop()
  vi.useRealTimers()
})

/** Each key goes down and comes up, so many milliseconds after the one before. */
const press = (keys: readonly string[], apart: number) => {
  for (const key of keys) {
    for (const type of ['keydown', 'keyup'])
      document.body.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, cancelable: true }))
    vi.advanceTimersByTime(apart)
  }
}

it('hears a key that stands alone, and each of several that a person presses', () => {
  press(['1', '1', '3'], 1_000)
  expect(heard).toEqual(['1', '1', '3'])
})

it.each([['3123'], ['1111'], ['12'], ['8931232']])('hears nothing of a scan: %s', (code) => {
  press(Array.from(code), 4)
  press(['Enter'], 1_000)
  expect(heard).toEqual([])
})

it('hears nothing that is not wanted, and nothing once it was stopped', () => {
  press(['4', 'a'], 1_000)
  press(['2'], 10)
  for (const stop of stops) stop()
  vi.advanceTimersByTime(1_000)
  expect(heard).toEqual([])
})

it('a dialog keeps its keys from what lies behind it, and not from what is in it', () => {
  document.body.innerHTML = '<main></main><div role="dialog"><button></button></div>'
  const [main, dialog, button] = ['main', 'div', 'button'].map((name) => document.querySelector(name))
  expect(isBehind(main ?? null, button ?? null)).toBe(true)
  expect(isBehind(main ?? null, document.body)).toBe(false)
  expect(isBehind(button ?? null, dialog ?? null)).toBe(false)
})
