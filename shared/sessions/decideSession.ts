import { accept, placeHold, reject, replaceHold, type Result } from '../holds/decide.ts'
import { holdChange } from '../holds/holdChange.ts'
import type { Context, Decided, Giver } from '../holds/settle.ts'
import type { CommandOf } from '../protocol/commands.ts'
import { bind, endSession, isLiveSession, type SessionEnd } from './sessions.ts'

/** A hold may be bound to a live session, with which it ends (SPEC L1, L4). */
export const placeInSession = (command: CommandOf<'hold.place'>, { world, giver, now }: Context): Result<Decided> => {
  const { session: key, hold } = command
  if (key === undefined || world.sessions === undefined)
    return holdChange(placeHold(world, wantedBy(command, giver), now))
  const session = world.sessions.get(key)
  if (session === undefined) return reject({ code: 'not_found', what: 'session', id: key })
  if (!isLiveSession(session, now)) return reject({ code: 'session_ended' })
  const placed = holdChange(placeHold(world, wantedBy(command, giver), now))
  if (placed.ok) bind(world.sessions, key, hold)
  return placed
}

/** What stands in for a hold stays bound as that was. */
export const replaceInSession = (
  command: CommandOf<'hold.replace'>,
  { world, giver, now }: Context,
): Result<Decided> => {
  const placed = holdChange(replaceHold(world, command.replaces, wantedBy(command, giver), now))
  const session = [...(world.sessions?.values() ?? [])].find(({ holds }) => holds.includes(command.replaces))
  if (placed.ok && world.sessions !== undefined && session !== undefined)
    bind(world.sessions, session.key, command.hold)
  return placed
}

/** Ends a session that is over, or one that somebody ends (SPEC L3, L4). */
export const decideSessionEnd = ({ session: key, atOnce }: SessionEnd, { world, now }: Context): Result<Decided> => {
  const session = world.sessions?.get(key)
  if (world.sessions === undefined || session === undefined)
    return reject({ code: 'not_found', what: 'session', id: key })
  const isOver = atOnce || !isLiveSession(session, now)
  return accept({
    outcome: { type: 'session', isLive: !isOver },
    events: isOver ? endSession(world, world.sessions, key, now) : [],
  })
}

const wantedBy = (command: CommandOf<'hold.place' | 'hold.replace'>, giver: Giver) => ({
  id: command.hold,
  location: command.location,
  lines: command.lines,
  channel: giver.channel,
  terminal: giver.terminal,
  staff: giver.staff,
  ttlSeconds: command.ttlSeconds ?? giver.ttlSeconds,
  customer: giver.customer,
})
