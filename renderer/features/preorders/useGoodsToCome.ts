import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useGround } from '../../app/TerminalContext.tsx'
import type { BoardOrder } from '../../app/terminal.ts'
import { usePages } from '../../app/usePages.ts'
import { isPreorder } from './standing.ts'

const queryKey = ['goods-to-come'] as const
/** Others may hold some without an order. */
const askAgainMs = 15_000

/** Goods to come as the hub told them last; it is asked again by and by, and as soon as a pre-order changes. They are kept for when it cannot be asked. */
export const useGoodsToCome = (orders: readonly BoardOrder[]) => {
  const { questions } = useGround()
  const cache = useQueryClient()
  const pages = usePages(queryKey, (cursor) => questions.goodsToCome(cursor), {
    ...{ refetchInterval: askAgainMs, gcTime: Infinity },
  })
  const standing = orders
    .filter(isPreorder)
    .map(({ id, state, toCome }) => `${id} ${state} ${toCome}`)
    .join()
  const told = useRef(standing)
  useEffect(() => {
    if (told.current === standing) return
    told.current = standing
    void cache.invalidateQueries({ queryKey })
  }, [cache, standing])
  return { pages, askAgain: () => cache.invalidateQueries({ queryKey }) }
}
