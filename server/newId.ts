import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

/** Random bytes are drawn for so many ids at once: asking the system for each took a twentieth of the hub's time under load. */
const idsAtOnce = 256
const bytesPerId = 16

const pool = new Uint8Array(idsAtOnce * bytesPerId)
let used = pool.length

const random = (): Uint8Array => {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += bytesPerId
  return pool.slice(used - bytesPerId, used)
}

/** A new UUID of version 7: unguessable, and in the order of its making, so that indexes grow at their end. */
export const newId = (): string => v7({ rng: random })

const mostDigits = 9

/**
 * Makes keys for commands that came without one, in the order of their making and never twice: told from those of other runs of a hub by an id, and
 * from each other by their number. Half the work of an id, and nobody needs to be kept from guessing them.
 */
export const countedKeys = (run: string): (() => string) => {
  let made = 0
  return () => {
    made += 1
    return `${run}.${made.toString(36).padStart(mostDigits, '0')}`
  }
}
