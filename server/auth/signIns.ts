import type { Role } from '../../shared/protocol/roles.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { digestOf, newSecret } from './secrets.ts'
import { pinMatches, readActiveStaff } from './staff.ts'
import { chargeTry, forgiveTries, type TryAnswer } from './wrongTries.ts'

/** A working day; afterwards the PIN is asked for again. */
const lastsHours = 12

export interface SignedIn {
  readonly id: string
  readonly role: Role
}

export type SignInAnswer =
  | { readonly ok: true; readonly token: string; readonly expiresAt: number }
  | { readonly ok: false; readonly why: 'wrong' }
  | { readonly ok: false; readonly why: 'wait'; readonly waitSeconds: number }

const wait = (answer: Extract<TryAnswer, { allowed: false }>): SignInAnswer => ({
  ok: false,
  why: 'wait',
  waitSeconds: answer.waitSeconds,
})

/** What wrong PINs of a person at a terminal are counted as. */
export const pinTriesOf = (terminal: string, staff: string): string => `pin:${terminal}:${staff}`

/** Signs a person in at a terminal by PIN, for what only the hub can do. Wrong PINs cost a growing wait, per person and terminal. */
export const signIn = async (sql: Sql, terminal: string, staff: string, pin: string): Promise<SignInAnswer> => {
  const subject = pinTriesOf(terminal, staff)
  const attempt = await chargeTry(sql, subject)
  if (!attempt.allowed) return wait(attempt)
  const person = await readActiveStaff(sql, staff)
  if (person === null || !(await pinMatches(person.pinHash, pin))) return { ok: false, why: 'wrong' }
  await forgiveTries(sql, subject)
  const token = newSecret()
  const [row] = await sql<{ expiresAt: Date }[]>`
    with old as (delete from sign_ins where expires_at < now())
    insert into sign_ins (token_hash, staff, terminal, expires_at)
    values (${digestOf(token)}, ${staff}, ${terminal}, now() + make_interval(hours => ${lastsHours}::int))
    returning expires_at as "expiresAt"`
  if (row === undefined) throw new Error('a sign-in was not stored')
  return { ok: true, token, expiresAt: row.expiresAt.getTime() }
}

/** Who is signed in at this terminal with this token: the role is what it is now, not what it was when signing in. */
export const findSignedIn = async (sql: Sql, terminal: string, token: string): Promise<SignedIn | null> => {
  const [row] = await sql<SignedIn[]>`
    select s.id, s.role from sign_ins i join staff s on s.id = i.staff
    where i.token_hash = ${digestOf(token)} and i.terminal = ${terminal} and i.expires_at > now() and s.active`
  return row ?? null
}

/** Whoever knows the old PIN is signed in no more; who changes their own stays where they are. */
export const endSignIns = (tx: Tx, staff: string, by: { readonly id: string; readonly terminal: string }) =>
  tx`delete from sign_ins where staff = ${staff} and (staff <> ${by.id} or terminal <> ${by.terminal})`
