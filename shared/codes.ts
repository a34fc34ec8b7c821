import { z } from 'zod'
import { foldForSearch } from './text.ts'

/** Codes that people and other programs give: SKUs, locations, channels. Printable, no spaces at the ends, no slash (they stand in paths). */
export const codeSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(
    /^[^\s/\p{Cc}\p{Cs}](?:[^/\p{Cc}\p{Cs}]*[^\s/\p{Cc}\p{Cs}])?$/u,
    'printable, without a slash or spaces at its ends',
  )

/** A code that can stand in an address, made of a name: `mua-hoa-sua`. Empty if the name has nothing for one. */
export const codeFromName = (name: string): string =>
  foldForSearch(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')

/** A code made of a name that none of these has. @param otherwise for a name that has nothing for one */
export const freeCode = (name: string, taken: readonly string[], otherwise: string): string => {
  const base = codeFromName(name) || otherwise
  for (let n = 1; ; n += 1) {
    const code = n === 1 ? base : `${base}-${n}`
    if (!taken.includes(code)) return code
  }
}
