import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { mayAct } from '../../../shared/protocol/roles.ts'
import type { PairedTerminal } from '../../app/questions.ts'
import { useGround } from '../../app/TerminalContext.tsx'
import { useLivePart } from '../../app/useLive.ts'

/** The terminals of this location, as the hub knows them; nobody but a manager may ask. */
export const useTerminalsHere = (): UseQueryResult<readonly PairedTerminal[]> => {
  const { terminal, questions } = useGround()
  const location = useLivePart(terminal.shop, (shop) => shop.location?.code)
  const manages = useLivePart(terminal.me, (me) => me !== null && mayAct(me.role, 'manager'))
  return useQuery({
    queryKey: ['terminals'],
    queryFn: questions.terminals,
    enabled: manages,
    select: (all) => all.filter((one) => one.location === location && one.revokedAt === null),
  })
}
