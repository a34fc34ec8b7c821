import { renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import { useFailure } from './useFailure.ts'

it('keeps why there is no answer while it is asked again, and forgets it with the answer', () => {
  const why = new Error('away')
  const first: Parameters<typeof useFailure>[0] = { error: null, isPending: true }
  const { result, rerender } = renderHook(useFailure, { initialProps: first })
  expect(result.current).toBeNull()
  rerender({ error: why, isPending: false })
  expect(result.current).toBe(why)
  // Asked again, without an answer so far.
  rerender({ error: null, isPending: true })
  expect(result.current).toBe(why)
  rerender({ error: null, isPending: false })
  rerender({ error: null, isPending: true })
  expect(result.current).toBeNull()
})
