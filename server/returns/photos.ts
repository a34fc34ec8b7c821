import { hash as digest } from 'node:crypto'
import { maxPhotoBytes, type PhotoType, photoTypeOf, photoTypes } from '../../shared/returns/photos.ts'
import type { Sql } from '../db/connect.ts'

export interface Photo {
  readonly type: PhotoType
  readonly bytes: Buffer
}

/**
 * Keeps a photo that a terminal sent (SPEC R12).
 * @returns `unknown`: nothing that was seen at this terminal names it; `unfit`: it is too large, no photo, or not what its name says
 */
export const keepPhoto = async (
  sql: Sql,
  { terminal, hash, bytes }: { readonly terminal: string; readonly hash: string; readonly bytes: Buffer },
): Promise<'kept' | 'unknown' | 'unfit'> => {
  const type = photoTypeOf(bytes)
  if (type === null || bytes.length > maxPhotoBytes || digest('sha256', bytes) !== hash) return 'unfit'
  const rows = await sql`
    insert into return_photos (hash, type, bytes, terminal)
    select ${hash}, ${type}, ${bytes}, ${terminal}
    where exists (select from return_gradings where photo = ${hash} and terminal = ${terminal}::uuid)
    on conflict (hash) do nothing returning hash`
  if (rows.length > 0) return 'kept'
  const known = await sql`select from return_photos where hash = ${hash}`
  return known.length > 0 ? 'kept' : 'unknown'
}

/**
 * A photo of goods that came back.
 * @param of whose: those of one return, or of all that are seen at a location; null: of any
 */
export const readPhoto = async (
  sql: Sql,
  hash: string,
  of: { readonly return: string } | { readonly location: string } | null,
): Promise<Photo | null> => {
  const whose =
    of === null
      ? sql`true`
      : 'return' in of
        ? sql`r.id = ${of.return}`
        : sql`(r.location = ${of.location} or r.received_in = ${of.location})`
  const [found] = await sql<{ type: string; bytes: Buffer }[]>`
    select p.type, p.bytes from return_photos p
    where p.hash = ${hash} and exists (select from return_gradings g join returns r on r.id = g.return_id where g.photo = p.hash and ${whose})`
  const type = photoTypes.find((one) => one === found?.type)
  return found === undefined || type === undefined ? null : { type, bytes: found.bytes }
}
