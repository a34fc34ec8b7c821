import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTerminal } from './TerminalContext.tsx'
import { useLivePart } from './useLive.ts'

/**
 * Asks anew for what the hub had said, or could not say, as soon as it is heard again: what is shown of it is old, or is still that there is no
 * network. Whatever nobody looks at is asked when somebody does.
 */
export const AskAgain = () => {
  const queries = useQueryClient()
  const isOnline = useLivePart(useTerminal().status, ({ connection }) => connection === 'online')
  const wasOnline = useRef(isOnline)
  useEffect(() => {
    if (isOnline && !wasOnline.current) void queries.invalidateQueries()
    wasOnline.current = isOnline
  }, [isOnline, queries])
  return null
}
