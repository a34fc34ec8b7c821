/** Moments inside the rules are whole milliseconds since 1970 (UTC); on the wire of REST they are RFC 3339 text. */
export type EpochMs = number

export const toRfc3339 = (moment: EpochMs): string => new Date(moment).toISOString()

/** The deadline of a promise made at `now` that lasts `ttlSeconds`. */
export const deadlineAfter = (now: EpochMs, ttlSeconds: number): EpochMs => now + ttlSeconds * 1000

/** True if `name` is a zone of the IANA time zone database that this runtime knows. */
export const isTimeZone = (name: string): boolean => {
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
    // Runtimes also take offsets such as +07:00, which are not zones.
    return known !== '' && /^[A-Za-z]/.test(name)
  } catch {
    return false
  }
}
