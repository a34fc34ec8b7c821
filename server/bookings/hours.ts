import { alwaysOpen } from '../../shared/bookings/hours.ts'
import { type Hours, hoursSchema } from '../../shared/bookings/resources.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { type Changed, changed, replicaChange } from '../feed/announce.ts'

/** Sets when a resource can be had. @returns null if there is no such resource */
export const putHours = async (tx: Tx, code: string, hours: Hours): Promise<Changed<Hours | null>> => {
  const kept: Hours = { weekly: hours.weekly, exceptions: hours.exceptions ?? [] }
  const [row] = await tx`
    update resources set hours = ${JSON.stringify(kept)}::text::json where code = ${code} returning 1`
  return row === undefined ? changed(null) : changed(kept, replicaChange('replica.resource', `resource:${code}`))
}

/** When a resource can be had; at any time if nobody has said. @returns null if there is no such resource */
export const readHours = async (sql: Sql | Tx, code: string): Promise<Hours | null> => {
  const [row] = await sql<{ hours: unknown }[]>`select hours from resources where code = ${code}`
  if (row === undefined) return null
  return row.hours === null ? alwaysOpen : hoursSchema.parse(row.hours)
}
