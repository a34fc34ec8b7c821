import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** True for an address that is not on the open internet. */
export const isPrivate = (address: string): boolean =>
  !ipaddr.isValid(address) || ipaddr.process(address).range() !== 'unicast'

/** True for a host that only programs on this machine can reach. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || (ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback')

export class PrivateAddress extends Error {
  constructor(address: string) {
    super(`${address} is a private address, to which this hub sends nothing`)
  }
}

/** The host of an address, without the brackets of an IPv6 one. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1')

/** Why nothing may be sent to an address, as far as it can be told beforehand; null if it may. A name that cannot be resolved now may be one later. */
export const refusalOf = async (address: string): Promise<string | null> => {
  const host = hostOf(new URL(address))
  const addresses = isIP(host) === 0 ? await lookup(host, { all: true }).catch(() => []) : [{ address: host }]
  const refused = addresses.find((one) => isPrivate(one.address))
  return refused === undefined ? null : new PrivateAddress(refused.address).message
}
