import { z } from 'zod'
import { ask } from '../../support/rest.ts'
import type { Takings } from './heard.ts'

const ticketSchema = z.object({ state: z.string(), event: z.string(), seat: z.string() })
const seatsSchema = z.object({ data: z.array(z.object({ seat: z.string(), state: z.string() })) })

/** Seats that two tickets let in to, and tickets for what is not sold. */
export const wrongTickets = async (url: string, takings: readonly Takings[]): Promise<string[]> => {
  const tickets = takings.flatMap(({ receipts }) => receipts.flatMap((one) => one.tickets))
  const letsIn = new Map<string, string>()
  const found: string[] = []
  for (const { code, event, seat } of tickets) {
    const { status, body } = await ask(url, 'GET', `/v1/tickets/${code}`)
    if (status !== 200) {
      found.push(`ticket ${code} is answered ${status}`)
      continue
    }
    const told = ticketSchema.parse(body)
    const place = `${event} ${seat}`
    if (told.event !== event || told.seat !== seat)
      found.push(`ticket ${code} of ${place} is of ${told.event} ${told.seat}`)
    if (told.state !== 'valid') continue
    const other = letsIn.get(place)
    if (other !== undefined) found.push(`tickets ${code} and ${other} are both valid for ${place}`)
    letsIn.set(place, code)
  }
  for (const event of new Set([...tickets.map((one) => one.event)])) {
    const { data } = seatsSchema.parse((await ask(url, 'GET', `/v1/events/${event}/seats`)).body)
    for (const { seat, state } of data)
      if (state !== 'sold' && letsIn.has(`${event} ${seat}`))
        found.push(`${event} ${seat} has a valid ticket, and is ${state}`)
  }
  return found
}
