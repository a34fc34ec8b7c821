import { Activity, Boxes, type LucideIcon, Settings, ShoppingBasket } from 'lucide-react'
import type { Role } from '../../shared/protocol/roles.ts'

/** The screens of the terminal, in the order of the rail. */
export const screens = [
  { id: 'counter', path: '/', icon: ShoppingBasket, least: 'staff' },
  { id: 'stock', path: '/stock', icon: Boxes, least: 'staff' },
  { id: 'activity', path: '/activity', icon: Activity, least: 'staff' },
  { id: 'settings', path: '/settings', icon: Settings, least: 'staff' },
] as const satisfies readonly { id: string; path: string; icon: LucideIcon; least: Role }[]

export type ScreenId = (typeof screens)[number]['id']
export type ScreenPath = (typeof screens)[number]['path']
