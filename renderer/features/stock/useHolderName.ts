import { useTerminal } from '../../app/TerminalContext.tsx'
import type { HeldBy } from '../../app/terminal.ts'
import { useLive } from '../../app/useLive.ts'

/** How somebody who holds something is called here: the channel, and the person if it was one of ours. */
export const useHolderName = (): ((holder: Pick<HeldBy, 'channel' | 'staff'>) => string) => {
  const terminal = useTerminal()
  const people = useLive(terminal.people)
  const { channels } = useLive(terminal.shop)
  return ({ channel, staff }) => {
    const channelName = channels.find(({ code }) => code === channel)?.name ?? channel
    const person = people.find(({ id }) => id === staff)?.name
    return person === undefined ? channelName : `${channelName} · ${person}`
  }
}
