import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useTerminal } from '../../app/TerminalContext.tsx'
import { createHostDesk, type HostDesk } from './hostDesk.ts'

const Context = createContext<HostDesk | null>(null)

/** One for as long as somebody is signed in, as the counter's desk. */
export const HostDeskProvider = ({ children }: { children: ReactNode }) => {
  const { bookings } = useTerminal()
  const desk = useMemo(() => createHostDesk(bookings), [bookings])
  return <Context value={desk}>{children}</Context>
}

/** What the host's screens do. Only inside `HostDeskProvider`. */
export const useHostDesk = (): HostDesk => {
  const desk = useContext(Context)
  if (desk === null) throw new Error('useHostDesk outside of HostDeskProvider')
  return desk
}
