import { createPairingCode, isOpenCode } from '../../auth/pairing.ts'
import type { Hub } from '../hub.ts'
import type { DemoCodes } from './procedures.ts'

/** Keeps one pairing code open while this hub runs the demo shop, so that whoever tries it out need not make one first. */
export const demoCodes = ({ sql, settings }: Pick<Hub, 'sql' | 'settings'>): DemoCodes => {
  let last: string | null = null
  const current = async (): Promise<string | null> => {
    if (!settings.demo) return null
    if (last !== null && (await isOpenCode(sql, last))) return last
    const [place] = await sql<{ location: string; channel: string }[]>`
      select l.code as location, c.code as channel from locations l, channels c
      where c.kind = 'pos' order by l.code, c.code limit 1`
    if (place === undefined) return null
    const made = await createPairingCode(sql, place, 'demo')
    last = made.ok ? made.code.code : null
    return last
  }
  return { current }
}
