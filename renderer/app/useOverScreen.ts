import { useEffect, useEffectEvent } from 'react'
import { useGround } from './TerminalContext.tsx'

/** While it is open it stands over the screen: Back takes it away, and so does another screen. @param close as Escape does */
export const useOverScreen = (isOpen: boolean, close: () => void): void => {
  const { overScreen } = useGround()
  const closeNow = useEffectEvent(close)
  useEffect(() => (isOpen ? overScreen.add(() => closeNow()) : undefined), [isOpen, overScreen])
}
