import { useQuery } from '@tanstack/react-query'
import { useGround } from '../../app/TerminalContext.tsx'

/** How much of one thing there is at all locations, by the hub's word. */
export const useTotal = (sku: string) => {
  const { questions } = useGround()
  return useQuery({ queryKey: ['total', sku], queryFn: () => questions.total(sku) })
}
