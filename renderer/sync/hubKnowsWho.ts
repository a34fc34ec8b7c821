import type { HubSession, Live, Status } from '../app/terminal.ts'

/**
 * Ends when the hub knows who asks, or will not for now. Signing in at the hub happens behind the person's back: what they ask before that is done has
 * to wait for it, or the hub would take them for nobody. Without a network it never will know, and that is worth saying at once.
 */
export const hubKnowsWho = (session: Live<HubSession>, status: Live<Pick<Status, 'connection'>>): Promise<void> =>
  new Promise((resolve) => {
    const leaves: (() => void)[] = []
    const look = () => {
      if (session.get() === 'waiting' && status.get().connection !== 'offline') return
      for (const leave of leaves) leave()
      resolve()
    }
    leaves.push(session.subscribe(look), status.subscribe(look))
    look()
  })
