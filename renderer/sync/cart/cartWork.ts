import type { Outbox } from '../outbox.ts'
import type { AnyClaim, Wish } from './cartDocument.ts'
import type { Carts } from './carts.ts'
import type { ShortageSight } from './cartView.ts'
import { type PlanContext, planRelease, type Work } from './plan.ts'
import { standingOf } from './standing.ts'

export interface CartWorkOptions {
  readonly carts: Carts
  readonly outbox: Outbox
  readonly sight: () => ShortageSight
  readonly location: string
  /** Who is signed in. */
  readonly actor: () => string
  readonly newId: () => string
}

/** How an act on carts is written: in memory at once, and on the disk in one step with the commands that it takes. */
export class CartWork {
  constructor(private readonly options: CartWorkOptions) {}

  context(): PlanContext {
    const { location, newId } = this.options
    return { location, newId, ttlSeconds: this.options.sight().ttlSeconds }
  }

  /** Gives back all that something in a cart holds or may come to hold. */
  releaseOf(wish: Wish<AnyClaim>, reason: string): Work {
    return planRelease(wish, standingOf(wish, this.options.sight()), reason, this.options.newId)
  }

  async write(work: readonly Work[], desk: ReadonlyMap<string, unknown>, actor = this.options.actor()): Promise<void> {
    const { carts, outbox } = this.options
    const issuedAt = this.options.sight().now
    const commands = work.flatMap((one) => one.commands)
    await carts.showOnce(
      outbox.add(
        commands.map(({ id, command }) => ({ id, command, actor, issuedAt })),
        { void: work.flatMap((one) => one.void), deal: work.flatMap(({ deal }) => deal), desk },
      ),
    )
  }
}
