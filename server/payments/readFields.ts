import type { z } from 'zod'
import type { Reading } from './provider.ts'

/** Reads a message's fields, whose signature was checked, and makes a notice of them. */
export const readFields = <Schema extends z.ZodType>(
  schema: Schema,
  fields: unknown,
  toReading: (fields: z.infer<Schema>) => Reading,
): Reading => {
  const parsed = schema.safeParse(fields)
  if (parsed.success) return toReading(parsed.data)
  const [issue] = parsed.error.issues
  return { type: 'invalid', path: issue?.path.join('.') ?? '', message: issue?.message ?? 'does not fit' }
}

/** What JSON says, or undefined for what is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
