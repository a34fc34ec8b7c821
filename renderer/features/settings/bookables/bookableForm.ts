import type { z } from 'zod'
import { codeFromName, codeSchema } from '../../../../shared/codes.ts'

/** What was typed, as the hub takes it, or what of it does not fit. */
export type Read<Written, Fault> =
  | { readonly ok: true; readonly written: Written }
  | { readonly ok: false; readonly wrong: readonly Fault[] }

/** What the hub would not take for a number is none here. */
export const numberIn = (text: string): number => (/^\s*\d{1,5}\s*$/.test(text) ? Number(text) : Number.NaN)

/** A field that may stay empty, which is then left out. */
export const optional = <Value>(text: string, read: (text: string) => Value): Value | undefined =>
  text.trim() === '' ? undefined : read(text)

/** The code of something new: as typed, else made of its name. */
export const codeIn = ({ code, name }: { readonly code: string; readonly name: string }) =>
  codeSchema.safeParse((code.trim() === '' ? codeFromName(name) : code).trim())

/** The fields in which something does not fit. */
export const pathsOf = ({ issues }: z.ZodError): ReadonlySet<unknown> => new Set(issues.map(({ path }) => path[0]))
