import { useEffect, useEffectEvent, useId } from 'react'
import { useGround } from './TerminalContext.tsx'
import { useLivePart } from './useLive.ts'

/**
 * While it is open it stands over the screen: Back takes it away, and so does another screen. @param close as Escape does
 * @returns true while nothing else stands over it: Escape is for what is on top, and leaves the rest as it is
 */
export const useOverScreen = (isOpen: boolean, close: () => void): boolean => {
  const { overScreen } = useGround()
  const id = useId()
  const closeNow = useEffectEvent(close)
  useEffect(() => (isOpen ? overScreen.add(id, () => closeNow()) : undefined), [isOpen, overScreen, id])
  return useLivePart(overScreen.top, (top) => top === id)
}
