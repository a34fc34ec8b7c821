import { Button } from '@mantine/core'
import { QuestionNotice } from './QuestionNotice.tsx'
import type { usePages } from './usePages.ts'

interface MoreRowsProps {
  readonly pages: Pick<
    ReturnType<typeof usePages>,
    'error' | 'isFetchNextPageError' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  >
  /** What the button says. */
  readonly children: string
}

/** Below a list that is told page by page: more of it, or why no more can be told now. What was told stays on screen. */
export const MoreRows = ({ pages, children }: MoreRowsProps) => {
  if (pages.isFetchNextPageError && pages.error !== null)
    return <QuestionNotice error={pages.error} onRetry={() => void pages.fetchNextPage()} />
  if (!pages.hasNextPage) return null
  return (
    <Button
      variant="subtle"
      fullWidth
      mt="xs"
      loading={pages.isFetchingNextPage}
      onClick={() => void pages.fetchNextPage()}
    >
      {children}
    </Button>
  )
}
