import type { Platform } from '../app/platform.ts'
import type { Place, Shop } from '../app/terminal.ts'
import { type Hello, type Hub, kindOf } from './hub.ts'
import { Cell } from './live.ts'
import { type Pairing, writePairing } from './pairing.ts'
import { shopOf } from './shop.ts'

/** What is known of the shop and of this terminal in it, kept up with the hub. */
export class ShopRecord {
  readonly shop: Cell<Shop>
  private pairing: Pairing
  private isStopped = false
  private readonly places: ReadonlyMap<string, Place>

  constructor(pairing: Pairing, places: ReadonlyMap<string, Place>) {
    this.pairing = pairing
    this.places = places
    this.shop = new Cell(shopOf(pairing, places.values()))
  }

  /** From now on this pairing may be over: a late answer must not write it down again. */
  stop(): void {
    this.isStopped = true
  }

  placesChanged(): void {
    this.shop.set(shopOf(this.pairing, this.places.values()))
  }

  /**
   * Asks the hub who we are: it may call this terminal by another name now, or have another currency.
   * @returns what it said; null if it did not answer, `unknown` if it does not know this terminal any more
   */
  async greet(hub: Hub, platform: Platform): Promise<Hello | 'unknown' | null> {
    try {
      const hello = await hub.hello()
      if (this.isStopped) return null
      const { terminal, epoch, currency, bankAccount } = hello
      const { id, code, name, location, channel } = terminal
      const next: Pairing = {
        ...this.pairing,
        epoch,
        currency,
        bankAccount,
        terminal: { id, code, name, location, channel },
      }
      if (JSON.stringify(next) === JSON.stringify(this.pairing)) return hello
      this.pairing = next
      this.placesChanged()
      await writePairing(platform, next)
      return hello
    } catch (error) {
      return kindOf(error) === 'unauthorized' ? 'unknown' : null
    }
  }
}
