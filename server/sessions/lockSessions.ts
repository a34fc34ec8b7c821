import type { Session, Sessions } from '../../shared/sessions/sessions.ts'
import type { ArbiterCommand } from '../../shared/protocol/commands.ts'
import type { Queries } from '../db/connect.ts'

const namedBy = (command: ArbiterCommand): string[] => {
  if (command.type === 'session.end') return [command.session]
  return command.type === 'hold.place' && command.session !== undefined ? [command.session] : []
}

/**
 * Locks the sessions that commands name, and those to which these holds are bound, in the order of their keys; then reads which holds they have,
 * which cannot become more while they are locked. Sends nothing for a batch that has nothing to do with them.
 */
export const lockSessions = async (
  tx: Queries,
  commands: readonly ArbiterCommand[],
  holds: readonly string[],
): Promise<Sessions> => {
  const keys = [...new Set(commands.flatMap(namedBy))]
  if (keys.length + holds.length === 0) return new Map()
  const wanted = tx`
    select key from unnest(${keys}::text[]) as n (key)
    union select session from holds where id = any(${[...holds]}::uuid[]) and session is not null`
  const [sessions, bound] = await Promise.all([
    tx<Omit<Session, 'holds'>[]>`
      select key, round(extract(epoch from ends_at) * 1000)::bigint as "endsAt", ended_at is not null as ended
      from sessions where key in (${wanted}) order by key for update`.execute(),
    tx<{ id: string; session: string }[]>`
      select id, session from holds where session in (${wanted}) and state = 'held'`.execute(),
  ])
  const holdsOf = (key: string): string[] => bound.flatMap(({ id, session }) => (session === key ? [id] : []))
  return new Map(sessions.map((session) => [session.key, { ...session, holds: holdsOf(session.key) }]))
}
