import { useQuery } from '@tanstack/react-query'
import type { LastTaken } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { useLivePart } from '../../app/useLive.ts'

/**
 * Who took the last of a thing, where the replica cannot know: it keeps live holds, and what was sold has gone from it. Asked of the hub behind
 * the words that stand there already; without a network, or if nobody knows, null.
 * @param wanted whether that is a question at all
 */
export const useLastTaken = (sku: string, wanted: boolean): LastTaken | null => {
  const { terminal, questions } = useGround()
  const online = useLivePart(terminal.status, ({ connection }) => connection === 'online')
  const { data } = useQuery({
    queryKey: ['lastTaken', sku],
    queryFn: () => questions.lastTaken(sku),
    enabled: wanted && online,
    // The last one may be taken again by somebody else.
    staleTime: 5_000,
  })
  return wanted ? (data ?? null) : null
}
