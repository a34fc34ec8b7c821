import type { Queries } from '../db/connect.ts'

/** So long what shops and carriers told is kept, with what became of it. */
const messagesFor = '90 days'
/** A wrong try costs nothing any more after a day (`auth/wrongTries.ts`). */
const triesFor = '1 day'
/** Of one sender at a time: the rest goes the next time. */
const atOnce = 1_000

/** Forgets what shops and carriers told long ago, each sender's by its index. */
export const forgetMessages = async (sql: Queries): Promise<void> => {
  await sql`
    delete from connector_messages where (channel, id) in (
      select old.channel, old.id from connectors c cross join lateral (
        select m.channel, m.id from connector_messages m
        where m.channel = c.channel and m.at < now() - ${messagesFor}::interval order by m.at limit ${atOnce}
      ) as old
    )`
  await sql`
    delete from carrier_messages where (carrier, id) in (
      select old.carrier, old.id from carriers c cross join lateral (
        select m.carrier, m.id from carrier_messages m
        where m.carrier = c.code and m.at < now() - ${messagesFor}::interval order by m.at limit ${atOnce}
      ) as old
    )`
}

/** Forgets wrong tries that count for nothing any more: whoever tries from many addresses leaves a row for each. */
export const forgetTries = async (sql: Queries): Promise<void> => {
  await sql`delete from wrong_tries where wait_until < now() - ${triesFor}::interval`
}
