import { useGround } from './TerminalContext.tsx'
import { useLive, useLivePart } from './useLive.ts'

/**
 * Whether to ask the hub what only a person may: right after signing in it does not know who asks; without a network it never will, and that is worth
 * saying.
 */
export const useMayAsk = (): boolean => {
  const { terminal, hubSession } = useGround()
  const session = useLive(hubSession)
  const connection = useLivePart(terminal.status, (status) => status.connection)
  return session !== 'waiting' || connection === 'offline'
}
