import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { v7 as newId } from 'uuid'
import type { ReturnAnswer, ReturnWish } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'

const queryKey = ['returns'] as const
const askAgainMs = 15_000

/** Returns as the hub told them last. They are kept for when it cannot be asked. */
export const useReturns = () => {
  const { questions } = useGround()
  return useQuery({ queryKey, queryFn: () => questions.returns(), refetchInterval: askAgainMs, gcTime: Infinity })
}

type Wish = ReturnWish extends infer One ? (One extends ReturnWish ? Omit<One, 'key'> : never) : never

/** Does a step of a return. Who tries again after an answer was lost says the very same, which counts once. */
export const useReturnStep = (onDone: (answer: ReturnAnswer) => void) => {
  const { questions } = useGround()
  const cache = useQueryClient()
  const step = useMutation({
    mutationFn: (wish: ReturnWish) => questions.returnStep(wish),
    onSuccess: async (answer) => {
      await cache.invalidateQueries({ queryKey })
      onDone(answer)
    },
  })
  return {
    step,
    act: (wish: Wish) => step.mutate({ ...wish, key: newId() }),
    again: () => step.variables !== undefined && step.mutate(step.variables),
  }
}
