import { type Hold, isLive } from '../../../shared/holds/states.ts'
import type { ItemCatalogue } from '../catalogue.ts'
import type { CommandRecord } from '../commandRecord.ts'
import type { ModelOptions } from '../modelOptions.ts'
import type { Picture } from '../picture.ts'
import { ttlSecondsOf } from '../shop.ts'
import type { ShortageSight } from './cartView.ts'

/** All that carts are looked at by, as it is whenever it is asked for. */
export const cartSight =
  (options: ModelOptions, picture: Picture, catalogue: ItemCatalogue, isPassed: (record: CommandRecord) => boolean) =>
  (): ShortageSight => {
    const { clock, shop, outbox, documents } = options
    const now = clock.now()
    return {
      now,
      ttlSeconds: ttlSecondsOf(shop.get()),
      record: (id) => outbox.get(id),
      isPassed,
      // What the hub says, not what we laid over it: a hold that we asked to replace still stands until that is granted.
      liveHold: (id) => liveOnly(documents.holds.get(id), now),
      available: (sku) => picture.available(sku),
      isUnlisted: (sku) => catalogue.item(sku)?.listed === false,
      holders: (sku) => picture.holders(sku),
      isOurs: (event, seat) => picture.seats.isOurs(event, seat),
      isOnline: options.isOnline,
      campaignOf: (code) => picture.vouchers.find(code)?.campaign ?? null,
    }
  }

const liveOnly = (hold: Hold | undefined, now: number): Hold | null =>
  hold !== undefined && isLive(hold, now) ? hold : null
