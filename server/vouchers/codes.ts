import { randomBytes } from 'node:crypto'
import type { Sql, Tx } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'

/** Letters and digits that nobody takes for one another, read or heard over a bad line: no 0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B. */
export const alphabet = 'ACDEFGHJKMNPQRTUVWXY3479'

/** 24 letters to the 12th power: of a hundred thousand codes one guess in 3 × 10¹¹ finds one. */
export const codeLength = 12

/** The largest multiple of the alphabet's length in a byte; bytes from there on would favour the first letters. */
const fair = 256 - (256 % alphabet.length)

/** Makes codes that cannot be guessed. */
export const makeCodes = (count: number): string[] => {
  const codes: string[] = []
  let code = ''
  while (codes.length < count)
    for (const byte of randomBytes(4_096)) {
      if (byte >= fair) continue
      code += alphabet[byte % alphabet.length] ?? ''
      if (code.length < codeLength) continue
      codes.push(code)
      code = ''
      if (codes.length === count) break
    }
  return codes
}

/** What became of codes that were to be made. */
export type Made =
  | { readonly type: 'made'; readonly created: number; readonly codes: readonly string[] }
  | { readonly type: 'no_campaign' }
  /** The campaign may have so many more. */
  | { readonly type: 'beyond_quantity'; readonly left: number }
  /** Codes of other campaigns. */
  | { readonly type: 'taken'; readonly codes: readonly string[] }

/** At most so many codes are named that stand in the way. */
const mostNamed = 100

/** Adds codes that cannot be guessed to a campaign. */
export const generateCodes = async (tx: Tx, campaign: string, count: number): Promise<Made> => {
  const left = await lockRoom(tx, campaign)
  if (left === null) return { type: 'no_campaign' }
  if (count > left) return { type: 'beyond_quantity', left }
  const codes: string[] = []
  // One that there is already is drawn anew.
  while (codes.length < count) codes.push(...(await insert(tx, campaign, makeCodes(count - codes.length))))
  return { type: 'made', created: codes.length, codes }
}

/** Adds codes that somebody brings along. Those that the campaign has already stay as they are. */
export const importCodes = async (tx: Tx, campaign: string, codes: readonly string[]): Promise<Made> => {
  const left = await lockRoom(tx, campaign)
  if (left === null) return { type: 'no_campaign' }
  const wanted = [...new Set(codes)]
  const created = await insert(tx, campaign, wanted)
  const taken = await tx<{ code: string }[]>`
    select code from vouchers where code = any(${wanted}::text[]) and campaign <> ${campaign} order by code limit ${mostNamed}`
  if (taken.length > 0) return { type: 'taken', codes: taken.map(({ code }) => code) }
  if (created.length > left) return { type: 'beyond_quantity', left }
  return { type: 'made', created: created.length, codes: wanted }
}

/** Locks a campaign and counts how many more codes it may have; null if there is none. */
const lockRoom = async (tx: Tx, campaign: string): Promise<number | null> => {
  const [row] = await tx<{ quantity: number }[]>`
    select quantity from voucher_campaigns where code = ${campaign} for update`
  if (row === undefined) return null
  const [made] = await tx<{ n: number }[]>`select count(*)::int as n from vouchers where campaign = ${campaign}`
  return Math.max(0, row.quantity - (made?.n ?? 0))
}

/** @returns those that were not there */
const insert = async (tx: Tx, campaign: string, codes: readonly string[]): Promise<string[]> => {
  const rows = await tx<{ code: string }[]>`
    insert into vouchers (code, campaign) select c, ${campaign} from unnest(${[...codes]}::text[]) as n (c)
    on conflict do nothing returning code`
  return rows.map(({ code }) => code)
}

/** The codes of a campaign, in their order. */
export const listCodes = async (
  sql: Sql,
  {
    campaign,
    after,
    limit,
  }: { readonly campaign: string; readonly after?: string | undefined; readonly limit: number },
): Promise<{ data: { code: string }[]; nextCursor: string | null }> => {
  const rows = await sql<{ code: string }[]>`
    select code from vouchers where campaign = ${campaign} and ${after === undefined ? sql`true` : sql`code > ${after}`}
    order by code limit ${limit + 1}`
  return pageOf([...rows], limit, ({ code }) => [code])
}
