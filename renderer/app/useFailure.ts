import { useState } from 'react'

interface Asked {
  readonly error: Error | null
  readonly isPending: boolean
}

/**
 * Why a question has no answer, until it has one. A question without an answer that is asked again by itself forgets its failure while it waits:
 * the screen would blink between the failure and a skeleton.
 */
export const useFailure = ({ error, isPending }: Asked): Error | null => {
  const [last, setLast] = useState<Error | null>(null)
  const failure = error ?? (isPending ? last : null)
  if (failure !== last) setLast(failure)
  return failure
}
