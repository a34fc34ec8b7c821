import { type Giver, settle, type SettleWorld } from '../../holds/settle.ts'
import { emptyPools } from '../../kinds/registry.ts'
import { SlotPools } from '../../kinds/slot/rules.ts'
import type { ArbiterCommand } from '../../protocol/commands.ts'
import type { Service } from '../resources.ts'
import { noTransfers } from '../../transfers/transferWorld.ts'

export const minute = 60_000
export const now = Date.parse('2026-11-24T18:00:00+07:00')
const service: Service = {
  ...{ code: 'dinner', name: 'Bữa tối', durationMinutes: 60, needs: [{ kind: 'table' }] },
  ...{ confirmWithinSeconds: 600, cancelFreeUntilMinutes: null, noShowAfterMinutes: 15 },
}
export const host: Giver = {
  channel: 'pos',
  ttlSeconds: 900,
  terminal: 't',
  staff: 'lan',
  role: 'staff',
  ownOnly: false,
}
export const web: Giver = { ...host, channel: 'web', terminal: null, staff: null, role: 'admin', ownOnly: true }
export const itself: Giver = {
  ...host,
  channel: '',
  ttlSeconds: 0,
  terminal: null,
  staff: null,
  role: null,
  isHub: true,
}

/** Two tables, nobody there. */
export const newHouse = () => {
  const tables = ['t1', 't2'].map((code) => ({
    ...{ code, location: 'q1', bufferMs: 0, active: true },
    isOpen: () => true,
  }))
  const world: SettleWorld = {
    pools: { ...emptyPools(), slot: new SlotPools(tables, []) },
    ...{
      holds: new Map(),
      discrepancies: new Map(),
      bookings: new Map(),
      waiting: new Map(),
      orders: new Map(),
      ...noTransfers(),
      returns: new Map(),
    },
    services: new Map([[service.code, service]]),
  }
  let ids = 0
  const give = (command: ArbiterCommand, giver: Giver = host, at = now) =>
    settle(world, command, giver, at, () => `made-${(ids += 1)}`)
  const join = {
    type: 'waiting.join',
    guest: 'g',
    location: 'q1',
    service: 'dinner',
    party: 2,
    atTheDoor: true,
  } as const
  const offer = (booking: string, table: string, at = now, giver = itself) =>
    give(
      { type: 'waiting.offer', guest: 'g', booking, hold: `hold-${booking}`, start: now, resources: [table] },
      giver,
      at,
    )
  const stateOf = (id: string) => world.bookings.get(id)?.state
  const guest = () => {
    const found = world.waiting.get('g')
    if (found === undefined) throw new Error('nobody waits')
    return found
  }
  const isFree = (table: string): boolean =>
    !world.pools.slot.isTaken({
      ...{ kind: 'slot', resource: table },
      ...{ start: new Date(now).toISOString(), end: new Date(now + minute).toISOString() },
    })
  return { world, give, join: (more: object = {}) => give({ ...join, ...more }), offer, stateOf, guest, isFree }
}

/** The house with a guest who waits. */
export const waiting = (more: object = {}) => {
  const house = newHouse()
  if (!house.join(more).verdict.accepted) throw new Error('the guest was not taken')
  return house
}
