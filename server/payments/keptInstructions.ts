import { z } from 'zod'
import type { Sql } from '../db/connect.ts'
import type { Instructions, Provider, ToPay } from './provider.ts'

const keptSchema = z.object({ reference: z.string(), url: z.string().optional(), qr: z.string().optional() }).nullable()

const findKept = async (sql: Sql, order: string, attempt: number): Promise<Instructions | null> => {
  const [row] = await sql<{ instructions: unknown }[]>`
    select instructions from payment_instructions where order_id = ${order} and attempt = ${attempt}`
  const kept = row === undefined ? null : keptSchema.parse(row.instructions)
  if (kept === null) return null
  const { reference, url, qr } = kept
  return { reference, ...(url === undefined ? {} : { url }), ...(qr === undefined ? {} : { qr }) }
}

/**
 * How the payer of an order pays: the same whenever it is asked. Where the provider tells it once it is kept, and of two hubs that ask together the
 * first one's answer counts.
 * @param attempt which time the payer is asked (`attempts.ts`)
 * @throws ProviderFault if the provider had to be asked and did not say
 */
export const instructionsFor = async (
  sql: Sql,
  provider: Provider,
  toPay: ToPay,
  attempt: number,
): Promise<Instructions> => {
  if (provider.keepsInstructions !== true) return provider.instruct(toPay)
  const kept = await findKept(sql, toPay.order, attempt)
  if (kept !== null) return kept
  const told = await provider.instruct(toPay)
  await sql`
    insert into payment_instructions (order_id, attempt, instructions)
    values (${toPay.order}, ${attempt}, ${JSON.stringify(told)}::text::json)
    on conflict (order_id, attempt) do update set instructions = excluded.instructions
    where payment_instructions.instructions::text = 'null'`
  return (await findKept(sql, toPay.order, attempt)) ?? told
}
