import { bankAccount } from './trpc/bankAccount.ts'
import { bookables } from './trpc/bookables.ts'
import { channels } from './trpc/channels.ts'
import { commands } from './trpc/commands.ts'
import { customers } from './trpc/customers.ts'
import { discrepancies } from './trpc/discrepancies.ts'
import { feed } from './trpc/feed.ts'
import { items } from './trpc/items.ts'
import { locations } from './trpc/locations.ts'
import { orders } from './trpc/orders.ts'
import { overview } from './trpc/overview.ts'
import { pairing } from './trpc/pairing.ts'
import { preorders } from './trpc/preorders.ts'
import { router, staffProcedure } from './trpc/procedures.ts'
import { returns } from './trpc/returns.ts'
import { sales } from './trpc/sales.ts'
import { seating } from './trpc/seating.ts'
import { setup } from './trpc/setup.ts'
import { shops } from './trpc/shops.ts'
import { staff } from './trpc/staff.ts'
import { stock } from './trpc/stock.ts'
import { terminal } from './trpc/terminal.ts'
import { vouchers } from './trpc/vouchers.ts'

/** All that a terminal can ask of the hub. */
export const appRouter = router({
  setup,
  pairing,
  terminal,
  feed,
  commands,
  staff,
  stock,
  items,
  bookables,
  bankAccount,
  locations,
  orders,
  overview,
  preorders,
  channels,
  customers,
  sales,
  returns,
  discrepancies,
  shops,
  vouchers,
  seating,
  selfCheck: router({
    run: staffProcedure('manager').query(({ ctx }) => ctx.hub.selfCheck()),
  }),
})

/** The only thing of the hub that the terminal imports, and only as a type. */
export type AppRouter = typeof appRouter
