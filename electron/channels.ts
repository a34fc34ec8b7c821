import { z } from 'zod'

/**
 * All that the page may ask of the main process: one channel for each call, its arguments checked, its answer typed. Nothing else crosses.
 */
const secretName = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/)

const mostBytes = 100_000_000
/** What is written to a file: text, or bytes as they are. */
const fileSchema = z.union([
  z.string().max(mostBytes),
  z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= mostBytes, 'bytes of a file'),
])

export const channels = {
  'hub-url': { input: z.tuple([]), output: z.string().nullable() },
  'set-hub-url': { input: z.tuple([z.url({ protocol: /^https?$/ }).max(300)]), output: z.void() },
  'run-hub-here': { input: z.tuple([]), output: z.void() },
  'read-secret': { input: z.tuple([secretName]), output: z.string().nullable() },
  'write-secret': { input: z.tuple([secretName, z.string().max(4_000).nullable()]), output: z.void() },
  journal: { input: z.tuple([z.string().max(1_000_000)]), output: z.void() },
  print: { input: z.tuple([z.string().max(1_000_000)]), output: z.void() },
  'save-file': { input: z.tuple([z.string().min(1).max(200), fileSchema]), output: z.void() },
  'set-unsent': { input: z.tuple([z.int().min(0)]), output: z.void() },
} as const

export type Channel = keyof typeof channels
export type Input<C extends Channel> = z.infer<(typeof channels)[C]['input']>
export type Output<C extends Channel> = z.infer<(typeof channels)[C]['output']>
