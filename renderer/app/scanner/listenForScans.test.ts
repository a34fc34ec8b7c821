import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pressKey, scanKeys, typeKeys } from '../../testing/keys.ts'
import { listenForScans } from './listenForScans.ts'
import { patienceMs } from './scanDetector.ts'

const show = <Name extends 'input' | 'button'>(name: Name): HTMLElementTagNameMap[Name] => {
  const element = document.createElement(name)
  document.body.append(element)
  element.focus()
  return element
}

describe('listening for scans', () => {
  const scans: string[] = []
  let stop: (() => void) | null = null

  beforeEach(() => {
    vi.useFakeTimers()
    scans.length = 0
    stop = listenForScans(window, (code) => scans.push(code))
  })
  afterEach(() => {
    stop?.()
    document.body.replaceChildren()
    vi.useRealTimers()
  })

  it('hears a scan wherever the focus is', () => {
    scanKeys('8930000000009')
    expect(scans).toEqual(['8930000000009'])
  })

  it('leaves a field as it was before the scan', () => {
    const field = show('input')
    field.value = 'ca phe'
    scanKeys('8930000000009')
    expect(scans).toEqual(['8930000000009'])
    expect(field.value).toBe('ca phe')
  })

  it('presses no button with the Enter of a scan', () => {
    const button = show('button')
    const pressed = vi.fn()
    button.addEventListener('click', pressed)
    scanKeys('TM-0001')
    expect(scans).toEqual(['TM-0001'])
    expect(pressed).not.toHaveBeenCalled()
    pressKey('Enter')
    expect(pressed).toHaveBeenCalledOnce()
  })

  it('gives a field back what only looked like a scan', () => {
    const field = show('input')
    typeKeys(['a', 'b', 'c', 'd'], 3)
    expect(field.value).toBe('ab')
    vi.advanceTimersByTime(patienceMs)
    expect(field.value).toBe('abcd')
    expect(scans).toEqual([])
  })

  it('hears a scan whole when the page was busy and gave up on it half way', () => {
    const field = show('input')
    const at = performance.now()
    const keys = [...'8930000000009'.split(''), 'Enter']
    keys.forEach((key, index) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      Object.defineProperty(event, 'timeStamp', { value: at + index * 2 })
      if (field.dispatchEvent(event) && key !== 'Enter') field.value += key
      // The keys went down milliseconds apart; the page comes to the sixth only after its own timer.
      if (index === 5) vi.advanceTimersByTime(patienceMs * 2)
    })
    expect(scans).toEqual(['8930000000009'])
    expect(field.value).toBe('')
  })

  it('hears a scan whole that begins slowly in a field, and leaves what a person had typed', () => {
    const field = show('input')
    typeKeys(['c', 'a'], 150)
    const at = performance.now() + 1_000_000
    const gaps = [500, 80, 60, ...Array<number>(10).fill(5)]
    let down = at
    for (const [index, key] of [...'893000000009'.split(''), 'Enter'].entries()) {
      down += gaps[index] ?? 5
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      Object.defineProperty(event, 'timeStamp', { value: down })
      if (field.dispatchEvent(event) && key !== 'Enter') field.value += key
    }
    expect(scans).toEqual(['893000000009'])
    expect(field.value).toBe('ca')
  })

  it('leaves keys with Ctrl alone', () => {
    const event = new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, cancelable: true })
    window.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(false)
  })
})
