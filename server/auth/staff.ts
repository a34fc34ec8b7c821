import { hash, verify } from '@node-rs/argon2'
import { z } from 'zod'
import { codeSchema } from '../../shared/codes.ts'
import { type Role, roles } from '../../shared/protocol/roles.ts'
import { printable } from '../../shared/text.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { type Changed, changed, replicaChange } from '../feed/announce.ts'

export const pinSchema = z.string().regex(/^\d{4,8}$/, 'four to eight digits')

export const staffInputSchema = z.strictObject({
  name: z.string().trim().min(1).max(100).regex(printable, 'printable text'),
  role: z.enum(roles),
  /** Needed for a new person; left out, the PIN stays as it is. */
  pin: pinSchema.optional(),
  active: z.boolean().optional(),
})
export type StaffInput = z.infer<typeof staffInputSchema>

export const staffSchema = z.object({ id: codeSchema, name: z.string(), role: z.enum(roles), active: z.boolean() })
export type StaffMember = z.infer<typeof staffSchema>

/** argon2id with the library's defaults (19 MiB, two passes): the terminal checks the same hash offline. */
export const hashPin = (pin: string): Promise<string> => hash(pin)

export const pinMatches = (pinHash: string, pin: string): Promise<boolean> => verify(pinHash, pin)

/**
 * Writes a person, with the PIN already hashed (which takes too long to do inside a transaction).
 * @returns null if the person is new and has no PIN
 */
export const putStaff = async (
  tx: Tx,
  id: string,
  person: Omit<StaffInput, 'pin'>,
  pinHash: string | null,
): Promise<Changed<StaffMember | null>> => {
  const { name, role, active = true } = person
  const [row] = await tx<StaffMember[]>`
    insert into staff as s (id, name, role, pin_hash, active)
    select ${id}, ${name}, ${role}, coalesce(${pinHash}, (select pin_hash from staff where id = ${id})), ${active}
    where ${pinHash !== null} or exists (select from staff where id = ${id})
    on conflict (id) do update set name = excluded.name, role = excluded.role, active = excluded.active,
      pin_hash = excluded.pin_hash
    returning id, name, role, active`
  return row === undefined ? changed(null) : changed(row, replicaChange('replica.staff', id))
}

export interface StaffWithPin {
  readonly name: string
  readonly role: Role
  readonly pinHash: string
}

export const readActiveStaff = async (sql: Sql, id: string): Promise<StaffWithPin | null> => {
  const [row] = await sql<StaffWithPin[]>`
    select name, role, pin_hash as "pinHash" from staff where id = ${id} and active`
  return row ?? null
}

export const listStaff = (sql: Sql): Promise<StaffMember[]> =>
  sql<StaffMember[]>`select id, name, role, active from staff order by id`
