import type { SettleWorld } from '../../shared/holds/settle.ts'
import type { Verdict } from '../../shared/protocol/verdicts.ts'
import { putBooking } from './bookings/bookedWorld.ts'

/**
 * What the hub said stands, not what was foretold: deadlines above all.
 * @param guess what the local rules said to the same command
 */
export const keepTheHubsWord = (world: SettleWorld, verdict: Verdict | null, guess: Verdict): void => {
  if (verdict?.accepted !== true) return
  if (verdict.outcome.type === 'booking') return putBooking(world, verdict.outcome)
  if (verdict.outcome.type === 'waiting') {
    const { guest } = verdict.outcome
    // A guest of the replica whom this command cannot have changed any more is ahead of what the hub said then.
    if (guess.accepted || !world.waiting.has(guest.id)) world.waiting.set(guest.id, guest)
    return
  }
  if (verdict.outcome.type !== 'hold') return
  const { hold } = verdict.outcome
  if (hold.state === 'held' && world.holds.get(hold.id)?.state === 'held') world.holds.set(hold.id, hold)
}
