export interface FreshCacheOptions<Value> {
  /** Asks the database; null if there is no such thing (which is not remembered, so that new ones are seen at once). */
  readonly load: (key: string) => Promise<Value | null>
  /** Milliseconds of a clock that never jumps. */
  readonly now: () => number
  /** Hears of a failed look-up behind the scenes; the answer in memory is used until it is too old. */
  readonly onFault: (error: unknown) => void
}

interface Entry<Value> {
  readonly value: Value
  readonly at: number
}

/** An answer older than this is looked up again behind the scenes. */
const renewAfterMs = 1_000
/** An answer older than this is not used: what was revoked on another hub ends here after at most so long. */
const keepForMs = 5_000
const maxEntries = 10_000

/**
 * Remembers answers of the database for a few seconds, so that a request costs no query: who a key belongs to, what role a person has.
 * What this hub changes itself it forgets at once; what another hub changes is seen within seconds.
 */
export class FreshCache<Value> {
  private entries = new Map<string, Entry<Value>>()
  private loading = new Map<string, Promise<Value | null>>()

  constructor(private readonly options: FreshCacheOptions<Value>) {}

  /** The answer at once where it is in memory, else a promise of it. */
  get(key: string): Value | Promise<Value | null> {
    const entry = this.entries.get(key)
    if (entry === undefined) return this.load(key)
    const age = this.options.now() - entry.at
    if (age < renewAfterMs) return entry.value
    const renewed = this.load(key)
    if (age >= keepForMs) return renewed
    renewed.catch(this.options.onFault)
    return entry.value
  }

  /** Drops everything in memory, with what is being looked up at the moment. */
  forget(): void {
    this.entries = new Map()
    this.loading = new Map()
  }

  private load(key: string): Promise<Value | null> {
    const running = this.loading.get(key)
    if (running !== undefined) return running
    const { entries, loading } = this
    const at = this.options.now()
    const started = this.options
      .load(key)
      .then((value) => {
        if (value === null) entries.delete(key)
        else {
          if (entries.size >= maxEntries) entries.clear()
          entries.set(key, { value, at })
        }
        return value
      })
      .finally(() => loading.delete(key))
    loading.set(key, started)
    return started
  }
}
