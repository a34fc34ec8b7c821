import { useTerminal } from '../../app/TerminalContext.tsx'
import { useLive } from '../../app/useLive.ts'

/** This terminal's location, the shop's others, and what they are called. */
export const usePlaces = () => {
  const { locations, terminal } = useLive(useTerminal().shop)
  const here = terminal?.location ?? ''
  return {
    here,
    others: locations.filter(({ code }) => code !== here),
    nameOf: (code: string): string => locations.find((one) => one.code === code)?.name ?? code,
  }
}
