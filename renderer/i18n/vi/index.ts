import { account } from './account.ts'
import { activity } from './activity.ts'
import { bookables } from './bookables.ts'
import { bookings } from './bookings.ts'
import { channels } from './channels.ts'
import { counter } from './counter.ts'
import { customers } from './customers.ts'
import { discrepancies } from './discrepancies.ts'
import { floor } from './floor.ts'
import { frame } from './frame.ts'
import { gates } from './gates.ts'
import { locations } from './locations.ts'
import { orders } from './orders.ts'
import { seats } from './seats.ts'
import { overview } from './overview.ts'
import { people } from './people.ts'
import { preorders } from './preorders.ts'
import { returns } from './returns.ts'
import { settings } from './settings.ts'
import { shelf } from './shelf.ts'
import { stock } from './stock.ts'
import { transfers } from './transfers.ts'
import { vouchers } from './vouchers.ts'
import { waiting } from './waiting.ts'

export const vi = {
  ...frame,
  ...gates,
  ...counter,
  ...stock,
  ...shelf,
  ...activity,
  ...settings,
  ...customers,
  ...bookables,
  ...people,
  ...account,
  ...locations,
  ...bookings,
  ...floor,
  ...waiting,
  ...orders,
  ...preorders,
  ...returns,
  ...transfers,
  ...vouchers,
  ...seats,
  ...overview,
  ...channels,
  ...discrepancies,
} as const
