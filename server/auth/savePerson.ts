import { z } from 'zod'
import { codeSchema } from '../../shared/codes.ts'
import { rolesGivenBy, type Role } from '../../shared/protocol/roles.ts'
import type { Tx } from '../db/connect.ts'
import { type Changed, changed } from '../feed/announce.ts'
import { endSignIns } from './signIns.ts'
import { putStaff, staffInputSchema } from './staff.ts'

export const savedPersonSchema = staffInputSchema
  .extend({ id: codeSchema, isNew: z.boolean(), active: z.boolean() })
  .refine(({ isNew, pin }) => !isNew || pin !== undefined, { path: ['pin'], message: 'a new person needs a PIN' })
export type SavedPerson = z.infer<typeof savedPersonSchema>

/**
 * What became of it. `taken`: a new one whose id somebody has already; `gone`: there is nobody of this id; `beyond_role`: who asks may not do this with somebody of this
 * role, or is not here any more; `oneself`: one's own role, or one's own end.
 */
export type PersonSaved = 'saved' | 'taken' | 'gone' | 'beyond_role' | 'oneself'

/** Who asks, and at which terminal. */
export interface Asking {
  readonly id: string
  readonly terminal: string
}

interface Known {
  readonly id: string
  readonly role: Role
  readonly active: boolean
}

/**
 * Makes or changes a person for somebody at a terminal, with the PIN already hashed; null leaves it.
 * Two who let each other go at the same time wait for each other here, and the second is nobody any more.
 */
export const savePerson = async (
  tx: Tx,
  person: SavedPerson,
  pinHash: string | null,
  by: Asking,
): Promise<Changed<PersonSaved>> => {
  const { id, isNew } = person
  await tx`lock table staff in share row exclusive mode`
  const people = await tx<Known[]>`select id, role, active from staff where id in (${id}, ${by.id})`
  const known = people.find((each) => each.id === id)
  const asking = people.find((each) => each.id === by.id)
  const refusal = refusalOf(person, { known, asking, isNew })
  if (refusal !== null) return changed(refusal)
  if (pinHash !== null || !person.active) await endSignIns(tx, id, by)
  const { changes } = await putStaff(tx, id, person, pinHash)
  return { value: 'saved', changes }
}

interface Standing {
  readonly known: Known | undefined
  readonly asking: Known | undefined
  readonly isNew: boolean
}

const refusalOf = (
  { role, active }: Pick<SavedPerson, 'role' | 'active'>,
  { known, asking, isNew }: Standing,
): Exclude<PersonSaved, 'saved'> | null => {
  if (isNew && known !== undefined) return 'taken'
  if (!isNew && known === undefined) return 'gone'
  if (asking === undefined || !asking.active) return 'beyond_role'
  if (known?.id === asking.id) return role === asking.role && active ? null : 'oneself'
  const given = rolesGivenBy(asking.role)
  return given.includes(role) && (known === undefined || given.includes(known.role)) ? null : 'beyond_role'
}
