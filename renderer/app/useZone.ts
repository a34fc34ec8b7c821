import { useTerminal } from './TerminalContext.tsx'
import { useLivePart } from './useLive.ts'

/** Until the shop is known: where most of its shops are. */
export const defaultZone = 'Asia/Ho_Chi_Minh'

/** The time zone of this location. */
export const useZone = (): string => {
  const { shop } = useTerminal()
  return useLivePart(shop, ({ location }) => location?.timeZone ?? defaultZone)
}
