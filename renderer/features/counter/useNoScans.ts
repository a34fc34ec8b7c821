import { useGround } from '../../app/TerminalContext.tsx'
import { useScans } from './useScans.ts'

/** While something else is asked for, a scan is no part of it: it says so, and disturbs nothing. */
export const useNoScans = (): void => {
  const { sounds } = useGround()
  useScans(() => sounds.refuse())
}
