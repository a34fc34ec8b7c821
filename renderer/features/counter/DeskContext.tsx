import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useGround } from '../../app/TerminalContext.tsx'
import { createDesk } from './createDesk.ts'
import type { Desk } from './desk.ts'

const Context = createContext<Desk | null>(null)

/** One desk for as long as somebody is signed in: who signs in finds no dialog that another person left open. */
export const DeskProvider = ({ children }: { children: ReactNode }) => {
  const { terminal, sounds } = useGround()
  const desk = useMemo(() => createDesk(terminal, sounds), [terminal, sounds])
  return <Context value={desk}>{children}</Context>
}

/** What the counter's keys and buttons do. Only inside `DeskProvider`. */
export const useDesk = (): Desk => {
  const desk = useContext(Context)
  if (desk === null) throw new Error('useDesk outside of DeskProvider')
  return desk
}
