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
  TriangleAlert,
  Waypoints,
} from 'lucide-react'
import type { Role } from '../../shared/protocol/roles.ts'

/**
 * The screens of the terminal. Those that are needed all day stand in the rail, in this order; it has room for nine on the smallest screen. The others
 * stand behind its last entry, and all are found by their names (Ctrl+K).
 */
export const screens = [
  { id: 'counter', path: '/', icon: ShoppingBasket, isInRail: true, least: 'staff' },
  { id: 'stock', path: '/stock', icon: Boxes, isInRail: true, least: 'staff' },
  { id: 'seats', path: '/seats', icon: Ticket, isInRail: true, least: 'staff' },
  { id: 'orders', path: '/orders', icon: ReceiptText, isInRail: true, least: 'staff' },
  { id: 'vouchers', path: '/vouchers', icon: TicketPercent, isInRail: false, least: 'staff' },
  { id: 'floor', path: '/floor', icon: Armchair, isInRail: true, least: 'staff' },
  { id: 'bookings', path: '/bookings', icon: CalendarDays, isInRail: true, least: 'staff' },
  { id: 'waiting', path: '/waiting', icon: Hourglass, isInRail: true, least: 'staff' },
  { id: 'timeline', path: '/timeline', icon: ChartNoAxesGantt, isInRail: true, least: 'staff' },
  { id: 'overview', path: '/overview', icon: ChartColumn, isInRail: false, least: 'manager' },
  { id: 'channels', path: '/channels', icon: Waypoints, isInRail: false, least: 'manager' },
  { id: 'discrepancies', path: '/discrepancies', icon: TriangleAlert, isInRail: false, least: 'manager' },
  { id: 'activity', path: '/activity', icon: Activity, isInRail: true, least: 'staff' },
  { id: 'settings', path: '/settings', icon: Settings, isInRail: false, least: 'staff' },
] as const satisfies readonly { id: string; path: string; icon: LucideIcon; isInRail: boolean; least: Role }[]

export type Screen = (typeof screens)[number]
export type ScreenId = Screen['id']

const hostScreens: readonly ScreenId[] = ['floor', 'bookings', 'waiting', 'timeline']

/** The host's screens: a shop that books nothing does not need them. */
export const isHostScreen = (id: ScreenId): boolean => hostScreens.includes(id)

const wideScreens: readonly ScreenId[] = ['orders', 'vouchers', 'seats', 'overview', 'channels', 'discrepancies']

/** Screens that take the whole width. */
export const isWide = (id: ScreenId): boolean => isHostScreen(id) || wideScreens.includes(id)
