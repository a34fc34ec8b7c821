import { accept, reject, type Result } from '../holds/decide.ts'
import type { Decided } from '../holds/settle.ts'
import type { EpochMs } from '../time.ts'
import type { Context, Events } from './bookingWorld.ts'
import { changeGuest } from './followBooking.ts'
import { offer } from './makeBooking.ts'
import type { WaitingCommand, WaitingCommandOf, WaitingOffer } from './waitingCommands.ts'
import { longestWaitMs, longestWantedMs, type WaitingGuest, waitingStateAt } from './waitingGuests.ts'
import { withdrawOffer } from './withdrawOffer.ts'

/** Settles one command on waiting guests (SPEC W1 to W6). */
export const decideWaiting = (command: WaitingCommand | WaitingOffer, context: Context): Result<Decided> => {
  switch (command.type) {
    case 'waiting.join':
      return join(command, context)
    case 'waiting.leave':
      return withGuest(command.guest, context, (guest) => leave(guest, command.reason ?? null, context))
    case 'waiting.again':
      return withGuest(command.guest, context, (guest) => again(guest, context))
    case 'waiting.offer':
      return offer(command, context)
  }
}

const join = (command: WaitingCommandOf<'waiting.join'>, { world, giver, now }: Context): Result<Decided> => {
  const { guest: id, location, service, party, atTheDoor, quotedMinutes = null, customer = null, note = null } = command
  if (!world.services.has(service)) return reject({ code: 'not_found', what: 'service', id: service })
  if (world.waiting.has(id)) return reject({ code: 'hold_exists' })
  const cameAt = Math.min(command.cameAt ?? now, now)
  const from = command.from ?? latestBefore(command.to, cameAt)
  const guest: WaitingGuest = {
    ...{ id, state: 'waiting', channel: giver.channel, location, service, party, atTheDoor, cameAt },
    ...{ from, to: command.to ?? from + longestWaitMs, customer, note, quotedMinutes },
    ...{ terminal: giver.terminal, staff: giver.staff, offer: null, offerUntil: null, endedAt: null, reason: null },
  }
  return told(guest, changeGuest(world, guest))
}

/** Who says only until when they wait, waits from now on; a time that is over or far off is a range all the same. */
const latestBefore = (to: EpochMs | undefined, cameAt: EpochMs): EpochMs =>
  to === undefined ? cameAt : Math.max(Math.min(cameAt, to - 1), to - longestWantedMs)

/** They wait no more, whatever became of their wait; only who was served cannot leave the list. */
const leave = (guest: WaitingGuest, reason: string | null, context: Context): Result<Decided> => {
  const { world, now } = context
  if (guest.state === 'left') return told(guest, [])
  if (guest.state === 'served') return reject({ code: 'waiting_state', state: guest.state })
  const { events } = withdrawOffer(guest.id, context, reason)
  const left: WaitingGuest = { ...guest, state: 'left', offerUntil: null, endedAt: now, reason }
  return told(left, [...events, ...changeGuest(world, left)])
}

/**
 * Back into the list. They keep their turn: they came when they came, and somebody has just seen that they are here. What was offered in vain went
 * to the next meanwhile, so that nobody waited for them.
 */
const again = (guest: WaitingGuest, context: Context): Result<Decided> => {
  const { world, now } = context
  const state = waitingStateAt(guest, now)
  if (state === 'waiting' || state === 'offered') return told(guest, [])
  if (state === 'served' || guest.to <= now)
    return reject({ code: 'waiting_state', state: state === 'served' ? state : 'expired' })
  const { events } = withdrawOffer(guest.id, context)
  const back: WaitingGuest = { ...guest, state: 'waiting', offerUntil: null, endedAt: null, reason: null }
  return told(back, [...events, ...changeGuest(world, back)])
}

const told = (guest: WaitingGuest, events: Events): Result<Decided> =>
  accept({ outcome: { type: 'waiting', guest }, events })

const withGuest = (
  id: string,
  { world, giver }: Context,
  act: (guest: WaitingGuest) => Result<Decided>,
): Result<Decided> => {
  const guest = world.waiting.get(id)
  if (guest === undefined) return reject({ code: 'not_found', what: 'waiting_guest', id })
  return giver.ownOnly && guest.channel !== giver.channel ? reject({ code: 'forbidden' }) : act(guest)
}
