import type { Command } from '../../../shared/protocol/commands.ts'
import { ManualTimers } from './manualTimers.ts'
import { location } from './scriptedHouse.ts'
import { ScriptedHub } from './scriptedHub.ts'
import { TestTerminal } from './testTerminal.ts'

/** A small shop with a hub, and a way to put terminals into it. */
export const openShop = () => {
  const timers = new ManualTimers()
  const hub = new ScriptedHub(timers)
  hub.addPlaces(900)
  hub.addPerson('lan', 'Lan', 'staff')
  hub.addPerson('mai', 'Mai', 'manager')
  hub.addItem('ao', 'Áo thun trắng M', 5, 199_000)
  hub.addItem('cafe', 'Cà phê sữa', 10, 35_000)
  let terminals = 0
  return { timers, hub, terminal: (name: string) => TestTerminal.paired(hub, timers, name, terminals++ > 0) }
}

/** A hold id of somebody else, told by a number. */
export const someHold = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** The website puts something into a basket. */
export const webTakes = (number: number, sku: string, quantity: number): Command => ({
  type: 'hold.place',
  hold: someHold(number),
  location,
  lines: [{ kind: 'stock', sku, quantity }],
})
