import { describe, expect, it } from 'vitest'
import { countedKeys, newId } from './newId.ts'

describe('ids and keys', () => {
  it('ids are never the same, and later ones stand behind those of earlier milliseconds', async () => {
    const first = Array.from({ length: 1_000 }, newId)
    await new Promise((resolve) => setTimeout(resolve, 2))
    const later = newId()
    expect(new Set(first).size).toBe(1_000)
    expect(first.every((id) => id < later)).toBe(true)
  })

  it('keys stand in the order of their making, also where their number gets another digit', () => {
    const next = countedKeys('run')
    const keys = Array.from({ length: 1_500 }, next)
    expect(new Set(keys).size).toBe(1_500)
    expect(keys).toEqual(keys.toSorted())
  })

  it('keys of two runs differ', () => {
    expect(countedKeys(newId())()).not.toBe(countedKeys(newId())())
  })
})
