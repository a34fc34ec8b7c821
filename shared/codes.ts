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
