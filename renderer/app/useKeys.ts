import { useEffect, useEffectEvent } from 'react'

/** Hears every key of the page while the component is shown. The latest handler is the one that is called. */
export const useKeys = (onKey: (event: KeyboardEvent) => void): void => {
  const handle = useEffectEvent(onKey)
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
