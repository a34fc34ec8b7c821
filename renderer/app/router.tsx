import { createHashHistory, createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { ActivityScreen } from '../features/activity/ActivityScreen.tsx'
import { BookingsScreen } from '../features/bookings/BookingsScreen.tsx'
import { TimelineScreen } from '../features/bookings/timeline/TimelineScreen.tsx'
import { ChannelsScreen } from '../features/channels/ChannelsScreen.tsx'
import { CounterScreen } from '../features/counter/CounterScreen.tsx'
import { DiscrepanciesScreen } from '../features/discrepancies/DiscrepanciesScreen.tsx'
import { FloorScreen } from '../features/floor/FloorScreen.tsx'
import { OrdersScreen } from '../features/orders/OrdersScreen.tsx'
import { SeatsScreen } from '../features/seats/SeatsScreen.tsx'
import { seatsSearch } from '../features/seats/seatsSearch.ts'
import { OverviewScreen } from '../features/overview/OverviewScreen.tsx'
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx'
import { StockScreen } from '../features/stock/StockScreen.tsx'
import { VouchersScreen } from '../features/vouchers/VouchersScreen.tsx'
import { WaitingScreen } from '../features/waiting/WaitingScreen.tsx'
import { CrashNotice } from './CrashNotice.tsx'
import { Frame } from './Frame.tsx'

const root = createRootRoute({ component: Frame, errorComponent: ({ error }) => <CrashNotice error={error} /> })
const route = { getParentRoute: () => root } as const

const routeTree = root.addChildren([
  createRoute({ ...route, path: '/', component: CounterScreen }),
  createRoute({ ...route, path: '/stock', component: StockScreen }),
  createRoute({ ...route, path: '/seats', component: SeatsScreen, validateSearch: seatsSearch }),
  createRoute({ ...route, path: '/orders', component: OrdersScreen }),
  createRoute({ ...route, path: '/vouchers', component: VouchersScreen }),
  createRoute({ ...route, path: '/floor', component: FloorScreen }),
  createRoute({ ...route, path: '/bookings', component: BookingsScreen }),
  createRoute({ ...route, path: '/waiting', component: WaitingScreen }),
  createRoute({ ...route, path: '/timeline', component: TimelineScreen }),
  createRoute({ ...route, path: '/channels', component: ChannelsScreen }),
  createRoute({ ...route, path: '/overview', component: OverviewScreen }),
  createRoute({ ...route, path: '/discrepancies', component: DiscrepanciesScreen }),
  createRoute({ ...route, path: '/activity', component: ActivityScreen }),
  createRoute({ ...route, path: '/settings', component: SettingsScreen }),
  createRoute({
    ...route,
    path: '$',
    beforeLoad: () => {
      throw redirect({ to: '/' })
    },
  }),
])

/** Screens by the part of the address behind #, which works on any origin: the hub's, and the desktop app's own. */
export const makeRouter = () => createRouter({ routeTree, history: createHashHistory() })

export type AppRouterOfScreens = ReturnType<typeof makeRouter>

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouterOfScreens
  }
}
