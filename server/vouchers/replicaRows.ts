import { hash } from 'node:crypto'
import {
  codesAtOnce,
  type CopiedCampaign,
  type CopiedCodes,
  digestedText,
  mostCopiedCodes,
} from '../../shared/kinds/voucher/copies.ts'
import type { Queries, Sql, Tx } from '../db/connect.ts'
import type { FeedChange } from '../feed/append.ts'
import { replicaChange } from '../feed/announce.ts'
import { type CampaignRow, campaignColumns, campaignOf } from './campaignRows.ts'

/** Those of these campaigns that there are, as terminals keep them. */
export const readCampaignsFor = async (sql: Queries, codes: readonly string[]): Promise<CopiedCampaign[]> => {
  if (codes.length === 0) return []
  const rows = await sql<(CampaignRow & { name: string; quantity: number })[]>`
    select ${campaignColumns(sql)}, c.name, c.quantity from voucher_campaigns c where c.code = any(${[...codes]}::text[])`
  return rows.map(({ name, quantity, ...row }) => {
    const { items, ...campaign } = campaignOf(row)
    return {
      ...campaign,
      items: items === null ? null : [...items],
      name,
      quantity,
      isCopied: quantity <= mostCopiedCodes,
    }
  })
}

/** True for campaigns (`c`) whose codes terminals keep: not too many, and not over for a day. */
export const isCopied = (sql: Queries) => sql`
  c.quantity <= ${mostCopiedCodes} and not c.dropped and (c.valid_until is null or c.valid_until > now() - interval '1 day')`

/** Some codes of a campaign: their place among its chunks. */
export interface ChunkId {
  readonly campaign: string
  readonly chunk: number
}

/** The chunks in which these codes are. */
export const chunksOfCodes = async (sql: Queries, codes: readonly string[]): Promise<ChunkId[]> =>
  codes.length === 0
    ? []
    : sql<ChunkId[]>`select distinct campaign, chunk from vouchers where code = any(${[...codes]}::text[])`

/** Codes as terminals keep them, by chunk; `isOver` if they need them no more. */
export const readChunksFor = async (
  sql: Queries,
  chunks: readonly ChunkId[],
): Promise<{ chunk: number; isOver: boolean; codes: CopiedCodes }[]> => {
  if (chunks.length === 0) return []
  const rows = await sql<Row[]>`
    select v.campaign, v.chunk, v.code, v.void_at is not null as "isVoid", not (${isCopied(sql)}) as "isOver",
      (select count(*)::int from voucher_claims k where k.code = v.code and k.active and k.ends_at is null) as used,
      (select count(*)::int from voucher_claims k where k.code = v.code and k.active and k.ends_at > now()) as held
    from unnest(${chunks.map(({ campaign }) => campaign)}::text[], ${chunks.map(({ chunk }) => chunk)}::int[]) as w (campaign, chunk)
    join vouchers v on v.campaign = w.campaign and v.chunk = w.chunk
    join voucher_campaigns c on c.code = v.campaign`
  const byChunk = new Map<string, { readonly first: Row; readonly rows: Row[] }>()
  for (const row of rows) {
    const key = `${row.campaign}/${row.chunk}`
    const known = byChunk.get(key)
    if (known === undefined) byChunk.set(key, { first: row, rows: [row] })
    else known.rows.push(row)
  }
  return [...byChunk.values()].map(({ first: { chunk, isOver, campaign }, rows: some }) => ({
    ...{ chunk, isOver },
    codes: { campaign, ...pack(some) },
  }))
}

interface Row extends ChunkId {
  readonly code: string
  readonly isVoid: boolean
  readonly isOver: boolean
  readonly used: number
  readonly held: number
}

const digestOf = (code: string): number => hash('sha256', digestedText(code), 'buffer').readUInt32BE()

const pack = (rows: readonly Row[]): Omit<CopiedCodes, 'campaign'> => {
  const sorted = rows.map((row) => ({ ...row, digest: digestOf(row.code) })).toSorted((a, b) => a.digest - b.digest)
  const digests = Buffer.alloc(sorted.length * 4)
  for (const [place, { digest }] of sorted.entries()) digests.writeUInt32BE(digest, place * 4)
  return {
    digests: digests.toString('base64'),
    taken: sorted.flatMap(({ used, held }, place): CopiedCodes['taken'] =>
      used + held > 0 ? [[place, used, held]] : [],
    ),
    void: sorted.flatMap(({ isVoid }, place) => (isVoid ? [place] : [])),
  }
}

export const chunkChange = ({ campaign, chunk }: ChunkId): FeedChange =>
  replicaChange('replica.codes', `codes:${campaign}/${chunk}`)

/** Which chunks a campaign has whose codes were made from place `from` on. */
export const chunksFrom = (campaign: string, from: number, count: number): ChunkId[] => {
  const first = Math.floor(from / codesAtOnce)
  const last = Math.floor((from + count - 1) / codesAtOnce)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => ({ campaign, chunk: first + n }))
}

/** All chunks of a campaign. */
export const chunksOf = async (sql: Sql | Tx, campaign: string): Promise<ChunkId[]> => {
  const [row] = await sql<
    { last: number | null }[]
  >`select max(chunk) as last from vouchers where campaign = ${campaign}`
  return chunksFrom(campaign, 0, row?.last == null ? 0 : (row.last + 1) * codesAtOnce)
}
