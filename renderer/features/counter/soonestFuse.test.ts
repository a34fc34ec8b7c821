import { describe, expect, it } from 'vitest'
import { soonestFuse } from './soonestFuse.ts'

const line = (state: 'held' | 'asked' | 'expired' | 'refused' | 'unheld', expiresAt: number | null) => ({
  ...{ state, placedAt: 1, expiresAt },
})

describe('the fuse that stands for several lines', () => {
  it('is the one that burns out first', () => {
    expect(soonestFuse([line('held', 9), line('asked', 7), line('unheld', null)])).toEqual(line('asked', 7))
    expect(soonestFuse([line('held', 9)])).toEqual({ ...line('held', 9), state: 'burning' })
    expect(soonestFuse([line('refused', null), line('unheld', null)])).toBeNull()
  })

  it('is out once one of them is, also long after: a parked sale must not look as if it were still held', () => {
    expect(soonestFuse([line('held', 9), line('expired', 4)])).toEqual(line('expired', 4))
    expect(soonestFuse([line('expired', null), line('held', 9)])).toEqual(line('expired', 1))
  })
})
