import { nextSequence, touchTerminal } from '../../auth/terminals.ts'
import { readCurrency } from '../../catalogue/items.ts'
import { router, terminalProcedure } from './procedures.ts'

export const terminal = router({
  /** What a terminal asks first whenever it comes online. */
  hello: terminalProcedure.query(async ({ ctx }) => {
    const { sql, feed, bankAccounts } = ctx.hub
    const { holdTtlSeconds: _ttl, ...shown } = ctx.terminal
    await touchTerminal(sql, shown.id)
    const [clock] = await sql<
      { now: number }[]
    >`select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now`
    return {
      terminal: shown,
      ...feed.head(),
      hubTime: clock?.now ?? 0,
      nextSequence: await nextSequence(sql, shown.id),
      currency: await readCurrency(sql),
      // That it is said at all tells a terminal that this hub takes sales by transfer.
      bankAccount: await bankAccounts.current(),
    }
  }),
})
