import { randomBytes } from 'node:crypto'
import { codesAtOnce, mostCopiedCodes } from '../../shared/kinds/voucher/copies.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { pageOf } from '../db/pages.ts'
import type { FeedChange } from '../feed/append.ts'
import { chunkChange, chunksFrom } from './replicaRows.ts'

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
  | {
      readonly type: 'made'
      readonly created: number
      readonly codes: readonly string[]
      /** What replicas have to hear of. */
      readonly changes: readonly FeedChange[]
    }
  | { readonly type: 'no_campaign' }
  /** The campaign may have so many more. */
  | { readonly type: 'beyond_quantity'; readonly left: number }
  /** Codes of other campaigns. */
  | { readonly type: 'taken'; readonly codes: readonly string[] }

/** At most so many codes are named that stand in the way. */
const mostNamed = 100

/** Adds codes that cannot be guessed to a campaign. */
export const generateCodes = async (tx: Tx, campaign: string, count: number): Promise<Made> => {
  const room = await lockRoom(tx, campaign)
  if (room === null) return { type: 'no_campaign' }
  const { left } = room
  if (count > left) return { type: 'beyond_quantity', left }
  const codes: string[] = []
  // One that there is already is drawn anew.
  while (codes.length < count) {
    const drawn = makeCodes(count - codes.length)
    codes.push(...(await insert(tx, campaign, drawn, room.made + codes.length)))
  }
  return { type: 'made', created: codes.length, codes, changes: changesOf(campaign, room, codes.length) }
}

/** Adds codes that somebody brings along. Those that the campaign has already stay as they are. */
export const importCodes = async (tx: Tx, campaign: string, codes: readonly string[]): Promise<Made> => {
  const room = await lockRoom(tx, campaign)
  if (room === null) return { type: 'no_campaign' }
  const { left } = room
  const wanted = [...new Set(codes)]
  const created = await insert(tx, campaign, wanted, room.made)
  const taken = await tx<{ code: string }[]>`
    select code from vouchers where code = any(${wanted}::text[]) and campaign <> ${campaign} order by code limit ${mostNamed}`
  if (taken.length > 0) return { type: 'taken', codes: taken.map(({ code }) => code) }
  if (created.length > left) return { type: 'beyond_quantity', left }
  return {
    ...{ type: 'made', created: created.length, codes: wanted },
    changes: changesOf(campaign, room, wanted.length),
  }
}

interface Room {
  readonly quantity: number
  readonly made: number
  /** How many more codes the campaign may have. */
  readonly left: number
}

/** The chunks that were begun or added to; a campaign that is not copied has none for terminals. */
const changesOf = (campaign: string, { quantity, made }: Room, count: number): FeedChange[] =>
  quantity > mostCopiedCodes ? [] : chunksFrom(campaign, made, count).map(chunkChange)

/** Locks a campaign and counts its codes; null if there is none. */
const lockRoom = async (tx: Tx, campaign: string): Promise<Room | null> => {
  const [row] = await tx<{ quantity: number }[]>`
    select quantity from voucher_campaigns where code = ${campaign} for update`
  if (row === undefined) return null
  const [counted] = await tx<{ n: number }[]>`select count(*)::int as n from vouchers where campaign = ${campaign}`
  const { quantity } = row
  const made = counted?.n ?? 0
  return { quantity, made, left: Math.max(0, quantity - made) }
}

/**
 * @param made how many the campaign has already: codes stay in the chunks that they are put into here
 * @returns those that were not there
 */
const insert = async (tx: Tx, campaign: string, codes: readonly string[], made: number): Promise<string[]> => {
  const rows = await tx<{ code: string }[]>`
    insert into vouchers (code, campaign, chunk)
    select c, ${campaign}, (${made} + n - 1) / ${codesAtOnce} from unnest(${[...codes]}::text[]) with ordinality as r (c, n)
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
