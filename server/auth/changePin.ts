import type { Sql } from '../db/connect.ts'
import { announce, changed, replicaChange } from '../feed/announce.ts'
import type { FeedReader } from '../feed/types.ts'
import type { Asking } from './savePerson.ts'
import { endSignIns, pinTriesOf } from './signIns.ts'
import { hashPin, pinMatches, readActiveStaff } from './staff.ts'
import { chargeTry, forgiveTries } from './wrongTries.ts'

/** `wrong`: the old PIN is not theirs, or not any more. */
export type PinChanged =
  | { readonly became: 'changed' }
  | { readonly became: 'wrong' }
  | { readonly became: 'wait'; readonly waitSeconds: number }

interface Followed {
  readonly sql: Sql
  readonly feed: Pick<FeedReader, 'committed'>
}

/**
 * Gives somebody who is signed in another PIN of their own. The old one is asked for, since whoever is signed in may have walked away from the
 * terminal; wrong ones cost the same wait as at sign-in. What was signed in with it anywhere else ends.
 */
export const changePin = async (hub: Followed, by: Asking, oldPin: string, newPin: string): Promise<PinChanged> => {
  const tries = pinTriesOf(by.terminal, by.id)
  const attempt = await chargeTry(hub.sql, tries)
  if (!attempt.allowed) return { became: 'wait', waitSeconds: attempt.waitSeconds }
  const known = await readActiveStaff(hub.sql, by.id)
  if (known === null || !(await pinMatches(known.pinHash, oldPin))) return { became: 'wrong' }
  await forgiveTries(hub.sql, tries)
  const pinHash = await hashPin(newPin)
  return announce(hub, async (tx) => {
    // A manager may have given them another one meanwhile: that stays.
    const { count } = await tx`
      update staff set pin_hash = ${pinHash} where id = ${by.id} and active and pin_hash = ${known.pinHash}`
    if (count === 0) return changed<PinChanged>({ became: 'wrong' })
    await endSignIns(tx, by.id, by)
    return changed<PinChanged>({ became: 'changed' }, replicaChange('replica.staff', by.id))
  })
}
