import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DiscrepanciesQuery } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { usePages } from '../../app/usePages.ts'

const askAgainMs = 15_000
const countKey = ['open discrepancies'] as const

/** How many are open everywhere, by kind and place; undefined before the hub has said. */
export const useOpenDiscrepancies = () => {
  const { questions } = useGround()
  return useQuery({ queryKey: countKey, queryFn: () => questions.openDiscrepancies(), refetchInterval: askAgainMs })
}

/** What did not fit, as the hub tells it, without what was settled here just now. */
export const useDiscrepancies = (query: DiscrepanciesQuery) => {
  const { questions } = useGround()
  const cache = useQueryClient()
  const [done, setDone] = useState<ReadonlySet<string>>(new Set())
  const pages = usePages(['discrepancies', query], (cursor) => questions.discrepancies(query, cursor), {
    refetchInterval: askAgainMs,
  })
  const rows = (pages.data?.pages ?? [])
    .flatMap((page) => page.rows)
    .filter((one) => query.isSettled || !done.has(one.id))
  const settled = (id: string) => {
    setDone(new Set([...done, id]))
    void cache.invalidateQueries({ queryKey: countKey })
  }
  return { pages, rows, settled }
}
