import { createContext, useContext } from 'react'
import type { Live } from '../app/terminal.ts'
import { useLive } from '../app/useLive.ts'

/** The hub's time in whole seconds; one ticker for everything that counts down. */
export const SecondsContext = createContext<Live<number> | null>(null)

/** The present second by the hub's clock; the component renders again each second, so use it in small ones only. */
export const useSecond = (): number => {
  const seconds = useContext(SecondsContext)
  if (seconds === null) throw new Error('useSecond outside of SecondsContext')
  return useLive(seconds)
}
