import type { Role } from '../../shared/protocol/roles.ts'
import { FreshCache } from '../auth/freshCache.ts'
import { digestOf } from '../auth/secrets.ts'
import { readActiveStaff } from '../auth/staff.ts'
import { findTerminal, type Terminal } from '../auth/terminals.ts'
import type { Hub } from './hub.ts'

/** Who asks and who acts at terminals, from memory; what was revoked elsewhere is seen within seconds. */
export interface People {
  findTerminal(token: string): Terminal | Promise<Terminal | null>
  /** The role of an active person; null for anybody else. */
  roleOf(staff: string): Role | null | Promise<Role | null>
  /** To be called after a person, a terminal or a channel was changed. */
  forget(): void
}

export const createPeople = ({ sql, monotonicNow, log }: Pick<Hub, 'sql' | 'monotonicNow' | 'log'>): People => {
  const common = {
    now: monotonicNow,
    onFault: (error: unknown) => log.warn({ err: error }, 'a look-up of people failed'),
  }
  const terminals = new FreshCache<Terminal>({
    ...common,
    load: (digest) => findTerminal(sql, Buffer.from(digest, 'base64')),
  })
  const roles = new FreshCache<Role>({
    ...common,
    load: async (staff) => (await readActiveStaff(sql, staff))?.role ?? null,
  })
  return {
    findTerminal: (token) => terminals.get(digestOf(token).toString('base64')),
    roleOf: (staff) => roles.get(staff),
    forget: () => {
      terminals.forget()
      roles.forget()
    },
  }
}
