import type { NewId } from '../../shared/holds/settle.ts'
import type { Sql, Tx } from '../db/connect.ts'
import { listLevels } from '../stock/levels.ts'
import { exchange, type SendOptions } from '../webhooks/exchange.ts'
import { longestPause, waitAfter } from '../webhooks/waits.ts'
import { type AskShop, type ConnectorKind, ShopRefused } from './connector.ts'
import { connectors } from './registry.ts'

/** Longer than a shop may take: then another hub may try. */
const claimedFor = 30
const toldAtOnce = 8

/** Notes, for every shop, the SKUs of which the stock has changed since. A shop that is told of nothing only moves on. */
export const noteChanges = async (sql: Sql): Promise<void> => {
  while (await sql.begin(noteOnce)) {
    // Until every shop is as far as the feed.
  }
}

const noteOnce = async (tx: Tx): Promise<boolean> => {
  const [behind] = await tx<{ channel: string; location: string; position: number; head: number; told: boolean }[]>`
    select channel, location, c.position, h.position as head, target is not null as told
    from connectors c, feed_head h where c.position <> h.position
    order by c.position limit 1 for update of c skip locked`
  if (behind === undefined) return false
  const { channel, location, position, head, told } = behind
  if (told)
    await tx`
      insert into stock_pushes as p (channel, sku, wanted)
      select ${channel}, substr(subject, length(location) + 2), max(position) from feed
      where position > ${position}::bigint and position <= ${head}::bigint and type = 'stock.changed' and location = ${location}
      group by 2
      on conflict (channel, sku) do update set wanted = excluded.wanted,
        next_try_at = case when p.told < p.wanted then p.next_try_at else now() end`
  await tx`update connectors set position = ${head}::bigint where channel = ${channel}`
  return true
}

interface Claimed {
  readonly channel: string
  readonly sku: string
  readonly wanted: number
  readonly tries: number
  readonly kind: ConnectorKind
  readonly location: string
  readonly target: unknown
}

const claim = (sql: Sql): Promise<Claimed[]> =>
  sql<Claimed[]>`
    with due as (
      select p.channel, p.sku from stock_pushes p join connectors c on c.channel = p.channel
      where p.told < p.wanted and p.next_try_at <= (select clock_timestamp()) and c.target is not null
        and coalesce(c.paused_until <= clock_timestamp(), true)
      order by p.next_try_at limit ${toldAtOnce} for update of p skip locked
    )
    update stock_pushes p set tries = tries + 1, next_try_at = clock_timestamp() + make_interval(secs => ${claimedFor})
    from due, connectors c
    where p.channel = due.channel and p.sku = due.sku and c.channel = p.channel
    returning p.channel, p.sku, p.wanted, p.tries, c.kind, c.location, c.target`

export interface TellOptions extends SendOptions {
  readonly newId: NewId
}

/** Tells shops what is due until nothing is. What is told is how things are at that moment, so that changes in between are told with it. @returns how many were told */
export const tellDue = async (sql: Sql, options: TellOptions, stopped: () => boolean): Promise<number> => {
  let told = 0
  while (!stopped()) {
    const claimed = await claim(sql)
    if (claimed.length === 0) break
    const outcomes = await Promise.all(claimed.map((one) => tellOne(sql, one, options)))
    told += outcomes.filter(Boolean).length
  }
  return told
}

const tellOne = async (sql: Sql, claimed: Claimed, options: TellOptions): Promise<boolean> => {
  const { channel, sku, kind, location, target, tries, wanted } = claimed
  const level = (await listLevels(sql, { sku, location, channel, limit: 1 })).data[0]
  const available = Math.max(0, level?.available ?? 0)
  try {
    const told = await connectors[kind].tellStock(target, { sku, available, key: options.newId() }, asking(options))
    await sql`
      with done as (
        update stock_pushes set told = ${wanted}::bigint, tries = 0, available = ${available}, at = now(), next_try_at = now(),
          answer = ${told === 'told' ? 'told' : 'the shop has no such SKU'}
        where channel = ${channel} and sku = ${sku}
      )
      update connectors set paused_until = null where channel = ${channel} and paused_until is not null`
    return true
  } catch (error) {
    const answer = error instanceof Error ? error.message.slice(0, 200) : 'failed'
    const wait = waitAfter(tries)
    await sql`
      with failed as (
        update stock_pushes set at = now(), answer = ${answer}, next_try_at = clock_timestamp() + make_interval(secs => ${wait})
        where channel = ${channel} and sku = ${sku}
      )
      update connectors set paused_until = clock_timestamp() + make_interval(secs => ${Math.min(wait, longestPause)})
      where channel = ${channel}`
    return false
  }
}

const asking =
  (options: SendOptions): AskShop =>
  async ({ method, url, headers, body }) => {
    const { ok, answer, text } = await exchange(
      { method, url, headers, wantsText: true, ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
      options,
    )
    if (!ok) throw new ShopRefused(answer)
    try {
      return JSON.parse(text)
    } catch {
      throw new ShopRefused('it answered no JSON')
    }
  }
