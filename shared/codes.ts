import { z } from 'zod'

/** Codes that people and other programs give: SKUs, locations, channels. Printable, no spaces at the ends, no slash (they stand in paths). */
export const codeSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(
    /^[^\s/\p{Cc}\p{Cs}](?:[^/\p{Cc}\p{Cs}]*[^\s/\p{Cc}\p{Cs}])?$/u,
    'printable, without a slash or spaces at its ends',
  )
