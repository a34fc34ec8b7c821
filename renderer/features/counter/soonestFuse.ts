import type { CartLine } from '../../app/terminal.ts'

/** The fuse that stands for several lines: the one that burns out first, and if one is out already, that one. */
export const soonestFuse = (
  lines: readonly Pick<CartLine, 'state' | 'placedAt' | 'expiresAt'>[],
): { placedAt: number; expiresAt: number; state: 'burning' | 'asked' | 'expired' } | null => {
  let soonest: { placedAt: number; expiresAt: number; state: 'burning' | 'asked' | 'expired' } | null = null
  for (const { state, placedAt, expiresAt } of lines) {
    // Of what ended long ago nobody knows when it did.
    if (state === 'expired') return { placedAt, expiresAt: expiresAt ?? placedAt, state }
    if (expiresAt === null || state === 'refused' || state === 'unheld') continue
    if (soonest !== null && soonest.expiresAt <= expiresAt) continue
    soonest = { placedAt, expiresAt, state: state === 'held' ? 'burning' : state }
  }
  return soonest
}
