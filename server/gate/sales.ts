import type { Logger } from 'pino'
import { isFault } from '../db/faults.ts'
import type { Sql } from '../db/connect.ts'

/** What other hubs have put on sale is known here after so long. */
const readEveryMs = 1_000

/** Which goods are on flash sale (SPEC F1): remembered, since every request asks. */
export class Sales {
  /** By SKU: at all locations, or at these. */
  private skus = new Map<string, 'all' | ReadonlySet<string>>()
  private timer: NodeJS.Timeout | null = null
  private reading: Promise<void> | null = null
  private isStale = false
  private isClosed = false

  constructor(
    private readonly sql: Sql,
    private readonly log: Logger,
  ) {}

  async start(): Promise<void> {
    await this.read()
    this.onTick()
  }

  get isAny(): boolean {
    return this.skus.size > 0
  }

  isOn(location: string, sku: string): boolean {
    const where = this.skus.get(sku)
    return where !== undefined && (where === 'all' || where.has(location))
  }

  /** Reads anew what is on sale: somebody has just said it. */
  async read(): Promise<void> {
    // One that runs already may have begun before what is asked about was said.
    if (this.reading !== null) {
      this.isStale = true
      return this.reading
    }
    this.reading = this.readUntilFresh().finally(() => {
      this.reading = null
    })
    return this.reading
  }

  async close(): Promise<void> {
    this.isClosed = true
    if (this.timer !== null) clearTimeout(this.timer)
    await this.reading?.catch(() => {})
  }

  private async readUntilFresh(): Promise<void> {
    do {
      this.isStale = false
      await this.readOnce()
    } while (this.isStale)
  }

  private async readOnce(): Promise<void> {
    const rows = await this.sql<{ sku: string; location: string | null }[]>`
      select sku, null as location from items where flash_sale and listed
      union all select f.sku, f.location from flash_sales f join items i on i.sku = f.sku and i.listed where f.ends_at is null or f.ends_at > now()`
    const skus = new Map<string, 'all' | Set<string>>()
    for (const { sku, location } of rows) {
      const where = skus.get(sku)
      if (location === null || where === 'all') skus.set(sku, 'all')
      else if (where === undefined) skus.set(sku, new Set([location]))
      else where.add(location)
    }
    this.skus = skus
  }

  private onTick(): void {
    if (this.isClosed) return
    this.timer = setTimeout(() => {
      this.read()
        .catch((error: unknown) => {
          if (isFault(error)) this.log.debug({ err: error }, 'what is on flash sale could not be read')
          else this.log.error({ err: error }, 'what is on flash sale could not be read')
        })
        .finally(() => this.onTick())
    }, readEveryMs)
  }
}
