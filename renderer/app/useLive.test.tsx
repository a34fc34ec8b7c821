import { renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import { createStore } from './store.ts'
import { useLivePart } from './useLive.ts'

it('reads the part anew when what is asked for changes, though the value is as it was', () => {
  const dues = createStore<readonly number[]>([10, 20, 30])
  const overdueAt = ({ now }: { now: number }) => useLivePart(dues, (all) => all.filter((due) => due <= now).length)
  const { result, rerender } = renderHook(overdueAt, { initialProps: { now: 10 } })
  expect(result.current).toBe(1)
  rerender({ now: 25 })
  expect(result.current).toBe(2)
})

it('gives the same part while neither the value nor what is asked for changes', () => {
  const dues = createStore<readonly number[]>([10, 20, 30])
  let renders = 0
  const { result } = renderHook(() => {
    renders += 1
    return useLivePart(dues, (all) => all.filter((due) => due > 10))
  })
  expect(result.current).toEqual([20, 30])
  // A part that is another object each time it is looked at would never come to rest.
  expect(renders).toBe(1)
})
