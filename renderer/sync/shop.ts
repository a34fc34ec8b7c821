import { defaultTtlSeconds } from '../../shared/protocol/commands.ts'
import type { Place, Shop } from '../app/terminal.ts'
import type { Pairing } from './pairing.ts'

/** The shop as this terminal knows it: from its pairing, and from the places that the hub sends. */
export const shopOf = (pairing: Pairing, places: Iterable<Place>): Shop => {
  const { id, name, location, channel } = pairing.terminal
  const all = [...places].toSorted((a, b) => a.name.localeCompare(b.name, 'vi'))
  const locations = all.filter(({ type }) => type === 'location')
  return {
    currency: pairing.currency,
    transfers: pairing.bankAccount === undefined ? null : { account: pairing.bankAccount },
    terminal: { id, name, location, channel },
    location: locations.find(({ code }) => code === location) ?? null,
    locations,
    channels: all.filter(({ type }) => type === 'channel'),
  }
}

export const noShop: Shop = {
  ...{ currency: 'VND', transfers: null, terminal: null, location: null, locations: [], channels: [] },
}

/** How long a hold of this terminal lasts. */
export const ttlSecondsOf = (shop: Shop): number =>
  shop.channels.find(({ code }) => code === shop.terminal?.channel)?.holdTtlSeconds ?? defaultTtlSeconds

export const timeZoneOf = (shop: Shop): string => shop.location?.timeZone ?? 'UTC'
