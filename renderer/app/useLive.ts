import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { Live } from './terminal.ts'

/** The present value of a live value; the component renders again when it changes. */
export const useLive = <Value>(live: Live<Value>): Value =>
  useSyncExternalStore(
    useCallback((listener) => live.subscribe(listener), [live]),
    useCallback(() => live.get(), [live]),
  )

/** A part of a live value; the component renders again only when that part changes. */
export const useLivePart = <Value, Part>(live: Live<Value>, select: (value: Value) => Part): Part => {
  const last = useRef<{ value: Value; select: (value: Value) => Part; part: Part } | null>(null)
  return useSyncExternalStore(
    useCallback((listener) => live.subscribe(listener), [live]),
    () => {
      const value = live.get()
      const known = last.current
      // A selector may look at more than the value (the time, what was chosen): with another one the part may be another.
      if (known !== null && Object.is(known.value, value) && known.select === select) return known.part
      last.current = { value, select, part: select(value) }
      return last.current.part
    },
  )
}
