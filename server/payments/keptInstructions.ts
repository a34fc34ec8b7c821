import { z } from 'zod'
import type { Sql } from '../db/connect.ts'
import type { Instructions, Provider, ToPay } from './provider.ts'

const keptSchema = z.object({ reference: z.string(), url: z.string().optional(), qr: z.string().optional() })

const findKept = async (sql: Sql, order: string): Promise<Instructions | null> => {
  const [row] = await sql<{ instructions: unknown }[]>`
    select instructions from payment_instructions where order_id = ${order}`
  if (row === undefined) return null
  const { reference, url, qr } = keptSchema.parse(row.instructions)
  return { reference, ...(url === undefined ? {} : { url }), ...(qr === undefined ? {} : { qr }) }
}

/**
 * How the payer of an order pays: the same whenever it is asked. Where the provider tells it once it is kept, and of two hubs that ask together the
 * first one's answer counts.
 * @throws ProviderFault if the provider had to be asked and did not say
 */
export const instructionsFor = async (sql: Sql, provider: Provider, toPay: ToPay): Promise<Instructions> => {
  if (provider.keepsInstructions !== true) return provider.instruct(toPay)
  const kept = await findKept(sql, toPay.order)
  if (kept !== null) return kept
  const told = await provider.instruct(toPay)
  await sql`
    insert into payment_instructions (order_id, instructions)
    values (${toPay.order}, ${JSON.stringify(told)}::text::json) on conflict do nothing`
  return (await findKept(sql, toPay.order)) ?? told
}
