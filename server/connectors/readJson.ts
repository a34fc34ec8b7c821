import type { z } from 'zod'
import type { Connector, Reading } from './connector.ts'

type Invalid = Extract<Reading, { type: 'invalid' }>

/** Reads a body as JSON of this shape, or says what is wrong with it. */
export const readJson = <Schema extends z.ZodType>(
  schema: Schema,
  body: Buffer,
): { readonly ok: true; readonly value: z.infer<Schema> } | { readonly ok: false; readonly invalid: Invalid } => {
  let json: unknown
  try {
    json = JSON.parse(body.toString('utf8'))
  } catch {
    return { ok: false, invalid: { type: 'invalid', path: '', message: 'is not JSON' } }
  }
  const read = schema.safeParse(json)
  if (read.success) return { ok: true, value: read.data }
  const [first] = read.error.issues
  const path = first?.path.map(String).join('.') ?? ''
  return { ok: false, invalid: { type: 'invalid', path, message: first?.message ?? 'does not fit' } }
}

/** Checks where a shop is told of stock by this shape, and says what is wrong with it. */
export const checkedBy =
  (schema: z.ZodType): Connector['checkTarget'] =>
  (target) => {
    const [first] = schema.safeParse(target).error?.issues ?? []
    return first === undefined
      ? { ok: true }
      : { ok: false, path: first.path.map(String).join('.'), message: first.message }
  }

/** Text that a person gave, without what cannot be shown, and no longer than it may be here. */
export const plainText = (text: string | null | undefined, most: number): string | undefined => {
  // Cut before it is cleaned: half of a sign may be left at the cut.
  const plain = (text ?? '')
    .trim()
    .slice(0, most)
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')
    .trim()
  return plain === '' ? undefined : plain
}
