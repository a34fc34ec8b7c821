import { type keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import type { Page } from './questions.ts'

interface Asking {
  readonly refetchInterval?: number
  readonly gcTime?: number
  readonly placeholderData?: typeof keepPreviousData
}

/** A list that the hub tells page by page. */
export const usePages = <Row>(
  queryKey: QueryKey,
  ask: (cursor: string | null) => Promise<Page<Row>>,
  asking: Asking = {},
) =>
  useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    ...asking,
  })
