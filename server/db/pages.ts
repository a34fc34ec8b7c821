import { z } from 'zod'

/** Writes where a page ended, in a form that nobody is tempted to take apart. */
export const encodeCursor = (parts: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url')

/**
 * A schema for a cursor of this list.
 * @param parts what `encodeCursor` was given
 */
export const cursorOf = <Parts extends z.ZodType>(parts: Parts) =>
  z
    .string()
    .max(2000)
    .transform((text, context) => {
      const read = parts.safeParse(decode(text))
      if (read.success) return read.data
      context.addIssue({ code: 'custom', message: 'not a cursor of this list' })
      return z.NEVER
    })

const decode = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/** Cuts what was read (one row more than the page) to the page, and says where the next one begins. */
export const pageOf = <Row>(
  rows: readonly Row[],
  limit: number,
  key: (row: Row) => readonly (string | number)[],
): { data: Row[]; nextCursor: string | null } => {
  const data = rows.slice(0, limit)
  const last = data.at(-1)
  return { data, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null }
}
