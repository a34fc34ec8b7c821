import { z } from 'zod'
import { codeSchema } from '../../shared/codes.ts'
import { printable } from '../../shared/text.ts'
import { isTimeZone } from '../../shared/time.ts'
import { AlreadyThere } from '../db/alreadyThere.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { type Changed, changed, replicaChange } from '../feed/announce.ts'

export const nameSchema = z.string().trim().min(1).max(200).regex(printable, 'printable text')

export const locationInputSchema = z.strictObject({
  name: nameSchema,
  timeZone: z.string().max(64).refine(isTimeZone, 'a time zone of the IANA database, such as Asia/Ho_Chi_Minh'),
})
export type LocationInput = z.infer<typeof locationInputSchema>

export const locationSchema = z.object({ code: codeSchema, name: z.string(), timeZone: z.string() })
export type Location = z.infer<typeof locationSchema>

/** Makes or changes a location as a whole. @throws AlreadyThere if it is to be new and is not */
export const putLocation = async (
  tx: Tx,
  code: string,
  { name, timeZone }: LocationInput,
  isNew = false,
): Promise<Changed<Location>> => {
  const written = await tx`
    insert into locations as l (code, name, time_zone) values (${code}, ${name}, ${timeZone})
    on conflict (code) do update set name = excluded.name, time_zone = excluded.time_zone where not ${isNew}
    returning code`
  if (written.length === 0) throw new AlreadyThere(code)
  return changed({ code, name, timeZone }, replicaChange('replica.place', `location:${code}`))
}

export const listLocations = (sql: Sql): Promise<Location[]> =>
  sql<Location[]>`select code, name, time_zone as "timeZone" from locations order by code`
