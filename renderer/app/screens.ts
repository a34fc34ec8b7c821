import {
  Activity,
  Armchair,
  Boxes,
  CalendarDays,
  ChartColumn,
  ChartNoAxesGantt,
  Hourglass,
  ReceiptText,
  type LucideIcon,
  Settings,
  ShoppingBasket,
  Ticket,
  TicketPercent,
} from 'lucide-react'
import type { Role } from '../../shared/protocol/roles.ts'

/** The screens of the terminal, in the order of the rail. */
export const screens = [
  { id: 'counter', path: '/', icon: ShoppingBasket, least: 'staff' },
  { id: 'stock', path: '/stock', icon: Boxes, least: 'staff' },
  { id: 'seats', path: '/seats', icon: Ticket, least: 'staff' },
  { id: 'orders', path: '/orders', icon: ReceiptText, least: 'staff' },
  { id: 'vouchers', path: '/vouchers', icon: TicketPercent, least: 'staff' },
  { id: 'floor', path: '/floor', icon: Armchair, least: 'staff' },
  { id: 'bookings', path: '/bookings', icon: CalendarDays, least: 'staff' },
  { id: 'waiting', path: '/waiting', icon: Hourglass, least: 'staff' },
  { id: 'timeline', path: '/timeline', icon: ChartNoAxesGantt, least: 'staff' },
  { id: 'overview', path: '/overview', icon: ChartColumn, least: 'manager' },
  { id: 'activity', path: '/activity', icon: Activity, least: 'staff' },
  { id: 'settings', path: '/settings', icon: Settings, least: 'staff' },
] as const satisfies readonly { id: string; path: string; icon: LucideIcon; least: Role }[]

export type ScreenId = (typeof screens)[number]['id']
export type ScreenPath = (typeof screens)[number]['path']

const hostScreens: readonly ScreenId[] = ['floor', 'bookings', 'waiting', 'timeline']

/** The host's screens: a shop that books nothing does not need them. */
export const isHostScreen = (id: ScreenId): boolean => hostScreens.includes(id)

const wideScreens: readonly ScreenId[] = ['orders', 'vouchers', 'seats', 'overview']

/** Screens that take the whole width. */
export const isWide = (id: ScreenId): boolean => isHostScreen(id) || wideScreens.includes(id)
