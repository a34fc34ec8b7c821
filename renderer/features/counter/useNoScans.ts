import { useEffect } from 'react'
import { useGround } from '../../app/TerminalContext.tsx'
import { useDesk } from './DeskContext.tsx'

/** While something else is asked for, a scan is no part of it: it says so, and disturbs nothing. */
export const useNoScans = (): void => {
  const desk = useDesk()
  const { sounds } = useGround()
  useEffect(() => {
    desk.scanTaker.set(() => sounds.refuse())
    return () => desk.scanTaker.set(null)
  }, [desk, sounds])
}
